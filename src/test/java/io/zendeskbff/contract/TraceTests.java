package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.zendeskbff.contract.TraceCollector.Span;
import io.zendeskbff.local.FakeZendesk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a collector is told of calls, what Zendesk is not, and which trace the log lines
 * of a request name.
 */
class TraceTests {

	private static final String PARENT = "b7ad6b7169203331";

	private static final String UPDATE = "{\"billing\":{\"city\":\"canary-city\"}}";

	private static final TraceCollector COLLECTOR = new TraceCollector();

	private static RunningBff bff;

	private final String trace = anyTrace();

	@BeforeAll
	static void start() {
		// As OTEL_PROPAGATORS, which a platform may set for everything that it runs.
		bff = RunningBff.start("--management.opentelemetry.tracing.export.otlp.endpoint=" + COLLECTOR.endpoint(),
				"--management.opentelemetry.tracing.export.schedule-delay=50ms",
				"--management.tracing.sampling.probability=1.0",
				"--management.tracing.propagation.type=w3c,b3,b3_multi", "--management.tracing.baggage.enabled=true");
	}

	@AfterAll
	static void stop() {
		bff.close();
		COLLECTOR.close();
	}

	@BeforeEach
	void reset() {
		bff.reset();
	}

	@Test
	void readAndItsCallOfZendeskAreSpansOfTheCallersTraceWhenSampled() {
		assertThat(read().statusCode()).isEqualTo(200);
		List<Span> spans = spans(2);
		Span read = named(spans, "account read");
		assertThat(read.parentId()).isEqualTo(PARENT);
		assertThat(read.kind()).isEqualTo(2);
		assertThat(read.attributes()).containsExactlyInAnyOrderEntriesOf(Map.of("call", "read", "outcome", "ok"));
		Span call = named(spans, "GET /api/v2/chat/account");
		assertThat(call.parentId()).isEqualTo(read.id());
		assertThat(call.kind()).isEqualTo(3);
		assertThat(call.attributes())
			.containsExactlyInAnyOrderEntriesOf(Map.of("method", "GET", "uri", "/api/v2/chat/account", "status", "200",
					"outcome", "SUCCESS", "exception", "none", "client.name", "127.0.0.1"));
	}

	@Test
	void updateAndAllItsCallsAreSpansOfOneTraceWhenSampled() {
		assertThat(put(UPDATE).statusCode()).isEqualTo(200);
		List<Span> spans = spans(3);
		Span update = named(spans, "account update");
		assertThat(spans).extracting(Span::name)
			.containsExactlyInAnyOrder("account update", "PUT /api/v2/chat/account", "GET /api/v2/chat/account");
		assertThat(spans).filteredOn((span) -> span.kind() == 3).extracting(Span::parentId).containsOnly(update.id());
	}

	@Test
	void tokenCallIsASpanOfTheReadWhenItIsMadeForIt() {
		bff.zendesk().revokeTokens();
		assertThat(read().statusCode()).isEqualTo(200);
		List<Span> spans = spans(4);
		assertThat(named(spans, "POST /oauth2/chat/token").parentId()).isEqualTo(named(spans, "account read").id());
	}

	@Test
	void nothingIsExportedWhenTheCallerDoesNotSample() {
		read("00-%s-%s-00".formatted(this.trace, PARENT));
		String next = anyTrace();
		read("00-%s-%s-01".formatted(next, PARENT));
		await().until(() -> COLLECTOR.spans(next).size() == 2);
		assertThat(COLLECTOR.spans(this.trace)).isEmpty();
	}

	@Test
	void zendeskGetsNoHeaderOfTracingWhenCalled() {
		bff.zendesk().revokeTokens();
		bff.send(bff.request("GET", RunningBff.ACCOUNT, bff.issuer().owner(), BodyPublishers.noBody(), "traceparent",
				traceparent(), "tracestate", "a=b", "baggage", "a=b", "b3", "0"));
		List<LoggedRequest> requests = bff.zendesk().requests();
		assertThat(requests).extracting(LoggedRequest::getUrl).contains(RunningBff.CHAT_ACCOUNT, "/oauth2/chat/token");
		assertThat(requests).flatExtracting((request) -> request.getHeaders().keys())
			.extracting((name) -> name.toLowerCase(Locale.ROOT))
			.doesNotContain("traceparent", "tracestate", "baggage", "b3")
			.noneMatch((name) -> name.startsWith("x-b3"));
	}

	@Test
	void noTokenSecretOrValueIsExportedWhenCallsSucceedAndFail() {
		bff.zendesk().revokeTokens();
		read();
		put(UPDATE);
		bff.zendesk()
			.stub(WireMock.any(WireMock.urlEqualTo(RunningBff.CHAT_ACCOUNT))
				.atPriority(1)
				.willReturn(WireMock.okJson("{\"billing\":{\"city\":\"canary-broken\"")));
		put(UPDATE);
		bff.zendesk()
			.stub(WireMock.any(WireMock.urlEqualTo(RunningBff.CHAT_ACCOUNT))
				.atPriority(1)
				.willReturn(WireMock.aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
		put(UPDATE);
		await().until(() -> COLLECTOR.spans(this.trace)
			.stream()
			.filter((span) -> span.name().equals("account update"))
			.count() == 3);
		String octets = COLLECTOR.octets();
		assertThat(octets).contains("CallFailed", "zendesk-account-bff");
		Stream<String> tokens = bff.zendesk()
			.requests()
			.stream()
			.filter((request) -> request.containsHeader("Authorization"))
			.map((request) -> request.getHeader("Authorization").substring("Bearer ".length()))
			.distinct();
		assertThat(Stream.concat(tokens,
				Stream.of(FakeZendesk.CLIENT_SECRET, "canary", "billing@example.com", "portal-server", "\tat ",
						"Exception:")))
			.hasSizeGreaterThan(6)
			.allSatisfy((canary) -> assertThat(octets).doesNotContain(canary));
	}

	@Test
	void everyLineNamesRequestAndTraceWhenAReadFails() {
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
		read("00-%s-%s-00".formatted(this.trace, PARENT));
		assertThat(bff.log().lines()).filteredOn((line) -> line.startsWith("WARN Request failed"))
			.hasSize(1)
			.first()
			.asString()
			.contains("requestId=" + this.trace + "-id", "traceId=" + this.trace)
			.doesNotContain("spanId");
	}

	@Test
	void auditNamesTheTraceWhenACallerUpdates() {
		put(UPDATE);
		assertThat(bff.log().lines("audit")).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("traceId=" + this.trace));
	}

	@Test
	void linesNameTheCallersTraceWhenNothingGoesUpstream() {
		bff.get("/nowhere", null, "traceparent", traceparent());
		bff.get("/nowhere", null, "traceparent", "00-" + this.trace + "-0000000000000000-01");
		List<String> lines = bff.log().lines().stream().filter((line) -> line.contains("Request failed")).toList();
		assertThat(lines).hasSize(2);
		assertThat(lines.getFirst()).contains("traceId=" + this.trace);
		assertThat(lines.getLast()).doesNotContain("traceId");
		assertThat(COLLECTOR.spans(this.trace)).isEmpty();
	}

	@Test
	void linesNameATraceWhenTheCallerHasNone() {
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(bff.log().lines()).filteredOn((line) -> line.startsWith("WARN Request failed"))
			.hasSize(1)
			.first()
			.asString()
			.containsPattern("traceId=[0-9a-f]{32}\\b");
	}

	private HttpResponse<String> read() {
		return read(traceparent());
	}

	private HttpResponse<String> read(String traceparent) {
		return bff.get(RunningBff.ACCOUNT, bff.issuer().owner(), "traceparent", traceparent, "X-Request-Id",
				this.trace + "-id");
	}

	private HttpResponse<String> put(String body) {
		return bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), body, "traceparent", traceparent());
	}

	private static String anyTrace() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	private String traceparent() {
		return "00-%s-%s-01".formatted(this.trace, PARENT);
	}

	/** No more than these come: Zendesk was not called more often. */
	private List<Span> spans(int count) {
		await().atMost(Duration.ofSeconds(30)).until(() -> COLLECTOR.spans(this.trace).size() >= count);
		return COLLECTOR.spans(this.trace);
	}

	private static Span named(List<Span> spans, String name) {
		return spans.stream().filter((span) -> span.name().equals(name)).findFirst().orElseThrow();
	}

}
