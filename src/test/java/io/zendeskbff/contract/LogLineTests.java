package io.zendeskbff.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.zendeskbff.ZendeskAccountBff;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.HttpCalls;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What stands on the console of a process of its own, from the first line to the last.
 */
class LogLineTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final Duration ENOUGH = Duration.ofMinutes(3);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	@Test
	void everyLineIsAnObjectAndNamesItsRequestWhenTheServiceRuns() throws Exception {
		try (FakeZendesk zendesk = FakeZendesk.start(0); PortalIssuer issuer = new PortalIssuer()) {
			run(zendesk, issuer, () -> {
				zendesk.stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
				read(issuer, TRACE);
			});
		}
		assertThat(objects()).hasSizeGreaterThan(3)
			.allSatisfy((line) -> assertThat(line.path("@timestamp").isString()).as(line.toString()).isTrue());
		assertThat(objects()).filteredOn(LogLineTests::isAlarming).hasSize(1).first().satisfies((line) -> {
			assertThat(line.path("message").asString()).isEqualTo("Request failed");
			assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
			assertThat(line.path("requestId").asString()).isEqualTo("my-id");
			assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
		});
	}

	@Test
	void absenceIsOneLineAndNoHindranceWhenTheCollectorIsAway() throws Exception {
		try (FakeZendesk zendesk = FakeZendesk.start(0); PortalIssuer issuer = new PortalIssuer()) {
			run(zendesk, issuer, () -> {
				read(issuer, TRACE);
				await().atMost(ENOUGH).until(() -> objects().stream().anyMatch(LogLineTests::isAlarming));
				read(issuer, TRACE);
			}, "--management.tracing.sampling.probability=1",
					"--management.opentelemetry.tracing.export.schedule-delay=50ms",
					"--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces");
		}
		assertThat(objects()).filteredOn(LogLineTests::isAlarming)
			.extracting((line) -> line.path("message").asString())
			.containsExactly("Spans are lost, because the collector does not take them");
	}

	/** From the start to the end by SIGTERM, in time. */
	private void run(FakeZendesk zendesk, PortalIssuer issuer, Runnable visit, String... settings) throws Exception {
		Process process = start(zendesk, issuer, settings);
		try {
			Thread reader = Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(this.lines::add));
			await().atMost(ENOUGH).until(() -> says("Connected to Zendesk") && says("Started ZendeskAccountBff"));
			visit.run();
			process.destroy();
			assertThat(process.waitFor(ENOUGH.toSeconds(), TimeUnit.SECONDS)).isTrue();
			reader.join();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static Process start(FakeZendesk zendesk, PortalIssuer issuer, String... settings) throws IOException {
		String client = "--spring.security.oauth2.client.registration.zendesk.client-";
		String jwt = "--spring.security.oauth2.resourceserver.jwt.";
		Stream<String> command = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", ZendeskAccountBff.class.getName(),
				"--server.address=127.0.0.1", "--server.port=0", "--management.server.port=-1",
				"--bff.zendesk.base-url=" + zendesk.baseUrl(), client + "id=" + FakeZendesk.CLIENT_ID,
				client + "secret=" + FakeZendesk.CLIENT_SECRET, jwt + "issuer-uri=" + issuer.uri(),
				jwt + "audiences=" + PortalIssuer.AUDIENCE);
		ProcessBuilder builder = new ProcessBuilder(Stream.concat(command, Stream.of(settings)).toList());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return builder.redirectErrorStream(true).start();
	}

	private void read(PortalIssuer issuer, String trace) {
		try (HttpCalls calls = new HttpCalls()) {
			calls.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + RunningBff.ACCOUNT))
				.header("Authorization", "Bearer " + issuer.owner())
				.header("X-Request-Id", "my-id")
				.header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
		}
	}

	private String port() {
		return objects().stream()
			.map((line) -> line.path("message").asString())
			.filter((message) -> message.startsWith("Tomcat started on port "))
			.map((message) -> message.replaceFirst("\\D+([0-9]+).*", "$1"))
			.findFirst()
			.orElseThrow();
	}

	private boolean says(String message) {
		return this.lines.stream().anyMatch((line) -> line.contains(message));
	}

	private List<JsonNode> objects() {
		return this.lines.stream().map(JsonMapper.shared()::readTree).toList();
	}

	private static boolean isAlarming(JsonNode line) {
		return !line.path("log").path("level").asString().equals("INFO");
	}

}
