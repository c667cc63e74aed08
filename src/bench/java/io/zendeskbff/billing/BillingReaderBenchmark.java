package io.zendeskbff.billing;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.zendeskbff.fields.BillingUpdate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to read the body of an update: one field, all thirteen, and one that is
 * refused.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BillingReaderBenchmark {

	private final byte[] oneField = body("\"city\":\"Zürich\"");

	private final byte[] allFields = body("""
			"additional_info":"Second floor\\nRing twice","address1":"Bahnhofstrasse 1","address2":"","city":"Zürich",\
			"company":"Bücher & Söhne AG","country_code":"CH","cycle":12,"email":"billing@example.com",\
			"first_name":"Zoë","last_name":"Müller","phone":"+41 44 123 45 67","postal_code":"8001","state":"ZH\"""");

	private final byte[] refused = body("\"email\":\"nobody\",\"town\":\"Bern\"");

	private static byte[] body(String fields) {
		return ("{\"billing\":{" + fields + "}}").getBytes(StandardCharsets.UTF_8);
	}

	@Benchmark
	public BillingUpdate oneField() {
		return BillingReader.read(this.oneField);
	}

	@Benchmark
	public BillingUpdate allFields() {
		return BillingReader.read(this.allFields);
	}

	@Benchmark
	public Object refused() {
		try {
			return BillingReader.read(this.refused);
		}
		catch (RejectedException ex) {
			return ex;
		}
	}

}
