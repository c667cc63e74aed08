package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.upstream.RawZendesk;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service with short deadlines over a {@link RawZendesk}, and what must hold of
 * whatever it answers, faults or not.
 */
final class FaultyBff implements AutoCloseable {

	static final String UPDATE = "{\"billing\":{\"city\":\"Thun\"}}";

	/** Whatever else is in an answer has come from Zendesk. */
	private static final Set<String> OWN_HEADERS = Set.of("age", "cache-control", "cache-status", "connection",
			"content-length", "content-security-policy", "content-type", "cross-origin-resource-policy", "date", "etag",
			"referrer-policy", "retry-after", "vary", "x-content-type-options", "x-frame-options", "x-request-id");

	/** Of the ten that pay for a second attempt, the tenth is the call itself. */
	private static final int CALLS_BEFORE_A_RETRY = 9;

	private final RawZendesk zendesk = RawZendesk.start();

	private final RunningBff bff;

	/**
	 * Starts both.
	 * @param settings further arguments of the service
	 */
	FaultyBff(String... settings) {
		this.bff = RunningBff.startOver(this.zendesk.origin(),
				Stream.concat(Stream.of("--bff.zendesk.connect-timeout=500ms", "--bff.zendesk.read-deadline=1500ms",
						"--bff.zendesk.write-deadline=1500ms"), Stream.of(settings))
					.toArray(String[]::new));
	}

	/** With a connection in the pool, and no memory of the faults before. */
	void reset() {
		this.zendesk.reset();
		this.bff.reset();
		assertThat(read().statusCode()).isEqualTo(200);
		this.zendesk.forget();
	}

	RawZendesk zendesk() {
		return this.zendesk;
	}

	void prepare(FaultRow row) {
		if (row.isRepeated()) {
			earnARetry();
		}
	}

	/** Lets the service call again at once where a read has failed. */
	void forgetFailedReads() {
		this.bff.forgetFailedReads();
	}

	/** A tenth of all calls may be repeated. */
	void earnARetry() {
		for (int i = 0; i < CALLS_BEFORE_A_RETRY; i++) {
			read();
		}
		this.zendesk.forget();
	}

	HttpResponse<String> read() {
		return this.bff.get(RunningBff.ACCOUNT, this.bff.issuer().owner());
	}

	HttpResponse<String> readAsAdmin() {
		return this.bff.get(RunningBff.ACCOUNT, this.bff.issuer().admin());
	}

	HttpResponse<String> update() {
		return this.bff.put(RunningBff.ACCOUNT, this.bff.issuer().owner(), UPDATE);
	}

	/** What Zendesk has received, and that no redirect was followed. */
	void assertCalls(String expected) {
		assertThat(this.zendesk.calls()).isEqualTo(FaultRow.calls(expected));
		assertThat(this.zendesk.strays()).isZero();
	}

	/**
	 * What the caller is told, and that nothing of it comes from Zendesk but the account.
	 * @param expected the status, and where it is a problem, its slug
	 * @param pause the seconds of {@code Retry-After}, a range of them, or -
	 */
	void assertAnswer(HttpResponse<String> answer, String expected, String pause) {
		assertThat(answer.body()).doesNotContain("canary");
		assertThat(answer.headers().map().toString()).doesNotContain("canary");
		assertThat(answer.headers().map().keySet()).isSubsetOf(OWN_HEADERS);
		assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
		if (expected.equals("200")) {
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.body()).contains("\"account_key\":\"k1\"");
			assertThat(answer.headers().firstValue("age")).hasValue("0");
		}
		else {
			assertThat(answer.statusCode() + " " + RunningBff.slug(answer)).isEqualTo(expected);
			assertProblem(answer);
			assertPause(answer, pause);
		}
	}

	private static void assertProblem(HttpResponse<String> answer) {
		assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(answer.statusCode());
		assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("x-request-id"))
			.hasValue(JsonPath.<String>read(answer.body(), "$.requestId"));
	}

	private static void assertPause(HttpResponse<String> answer, String expected) {
		if (expected.equals("-")) {
			assertThat(answer.headers().map()).doesNotContainKey("retry-after");
			assertThat(answer.body()).doesNotContain("retryAfter");
		}
		else {
			int pause = JsonPath.<Integer>read(answer.body(), "$.retryAfter");
			assertThat(answer.headers().firstValue("retry-after")).hasValue(Integer.toString(pause));
			int least = Integer.parseInt(expected.replaceFirst("-.*", ""));
			int most = Integer.parseInt(expected.replaceFirst(".*-", ""));
			assertThat(pause).isBetween(least, most);
		}
	}

	/** The caller and the audit trail are told the same. */
	void assertApplied(HttpResponse<String> answer, String applied) {
		boolean done = applied.equals("yes");
		if (!done) {
			assertThat(JsonPath.<String>read(answer.body(), "$.applied")).isEqualTo(applied);
		}
		assertThat(this.bff.log().lines("audit")).hasSize(2)
			.last()
			.asString()
			.contains("audit.applied=\"" + applied + "\"",
					"audit.outcome=\"" + (done ? "applied" : RunningBff.slug(answer)) + "\"");
	}

	@Override
	public void close() {
		this.bff.close();
		this.zendesk.close();
	}

}
