package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.upstream.Certificates;
import io.zendeskbff.upstream.RawZendesk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Somebody in Zendesk's place whose certificate is not Zendesk's: row 22 of the faults. A
 * process of its own, because whom the service trusts is the JVM's to say.
 */
class TlsTests {

	private static final Neighbours NEIGHBOURS = new Neighbours();

	private static final HttpCalls CALLS = new HttpCalls();

	@TempDir
	private static Path directory;

	private static Certificates certificates;

	private static RawZendesk zendesk;

	private static ServiceProcess service;

	private static volatile String shown = "good";

	@BeforeAll
	static void start() throws Exception {
		certificates = Certificates.make(directory);
		zendesk = RawZendesk.startSecure(() -> certificates.show(shown));
		service = ServiceProcess.start(NEIGHBOURS, certificates.jvmOptions(),
				"--bff.zendesk.base-url=" + zendesk.origin(), "--bff.zendesk.connect-timeout=20s",
				"--bff.zendesk.read-deadline=20s", "--bff.zendesk.write-deadline=20s", "--bff.cache.stale-if-error=10s",
				// It is not to hide what a call does.
				"--resilience4j.circuitbreaker.instances.zendesk.failure-rate-threshold=100");
		service.awaitReady();
		await().atMost(Duration.ofMinutes(1)).until(() -> read().statusCode() == 200);
	}

	@AfterAll
	static void close() {
		service.close();
		zendesk.close();
		CALLS.close();
		NEIGHBOURS.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "self-signed", "expired", "wrong-name" })
	void nothingIsSentWhenTheCertificateIsNotZendesks(String certificate) {
		assertThat(read().statusCode()).isEqualTo(200);
		show(certificate);
		assertThat(read().headers().firstValue("cache-status").orElseThrow()).endsWith("; detail=stale-if-error");
		assertThat(zendesk.connections()).isOne();
		HttpResponse<String> update = update();
		assertFailed(update);
		assertThat(JsonPath.<String>read(update.body(), "$.applied")).isEqualTo("no");
		assertThat(zendesk.connections()).isGreaterThan(1);
		await().atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofSeconds(3))
			.until(() -> read().statusCode() != 200);
		assertFailed(read());
		assertThat(zendesk.octets()).isZero();
		show("good");
		await().until(() -> read().statusCode() == 200);
		zendesk.forget();
		assertThat(read().statusCode()).isEqualTo(200);
		assertThat(update().body()).contains("Thun");
		assertThat(zendesk.calls()).containsExactly("GET", "PUT", "GET");
	}

	/** To nobody who has a connection already. */
	private static void show(String certificate) {
		shown = certificate;
		zendesk.hangUp();
		zendesk.reset();
	}

	private static void assertFailed(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
		assertThat(RunningBff.slug(answer)).isEqualTo("upstream-failed");
		assertThat(answer.body()).doesNotContain("CN=", "ertificat");
	}

	private static HttpResponse<String> read() {
		return send("GET", BodyPublishers.noBody());
	}

	private static HttpResponse<String> update() {
		return send("PUT", BodyPublishers.ofString("{\"billing\":{\"city\":\"Thun\"}}"));
	}

	private static HttpResponse<String> send(String method, BodyPublisher body) {
		return CALLS.send(HttpRequest.newBuilder(service.uri(RunningBff.ACCOUNT))
			.method(method, body)
			.header("Content-Type", "application/json")
			.header("Authorization", "Bearer " + NEIGHBOURS.issuer().owner()));
	}

}
