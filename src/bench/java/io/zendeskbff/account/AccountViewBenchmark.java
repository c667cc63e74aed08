package io.zendeskbff.account;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.zendeskbff.portal.Role;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What role views cost: to make both of an answer of Zendesk's, once a refresh, and to
 * write one, once a read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccountViewBenchmark {

	private static final byte[] JSON = """
			{"account_key":"2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK","status":"active","create_date":"2014-08-06T11:02:09Z",\
			"billing":{"company":"Bücher & Söhne AG","first_name":"Zoë","last_name":"Müller",\
			"email":"billing@example.com","address1":"Bahnhofstrasse 1","city":"Bern","country_code":"CH"},\
			"plan":{"name":"team","long_desc":"Chat for growing teams","price":70.0,"max_agents":5,\
			"max_departments":"unlimited","goals":1,"analytics":true,"file_upload":true,"rest_api":true}}"""
		.getBytes(StandardCharsets.UTF_8);

	@Param({ "ADMIN", "OWNER" })
	public Role role;

	private final Account account = Account.parse(JSON);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream(JSON.length);

	@Benchmark
	public AccountView parse() {
		return Account.parse(JSON).view(this.role);
	}

	@Benchmark
	public Object write() throws IOException {
		this.out.reset();
		this.account.view(this.role).writeTo(this.out);
		return this.out;
	}

}
