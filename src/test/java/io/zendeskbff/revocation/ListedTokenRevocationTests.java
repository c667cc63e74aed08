package io.zendeskbff.revocation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;
import io.zendeskbff.throttle.Throttle;
import io.zendeskbff.throttle.Throttles;
import io.zendeskbff.upstream.MockServers;
import io.zendeskbff.upstream.RecordedLog;
import io.zendeskbff.upstream.UpstreamContext;
import io.zendeskbff.upstream.ZendeskHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list holds other people's tokens in clear: what is touched of it and what is told.
 */
class ListedTokenRevocationTests {

	private static final String LIST = "/api/v2/chat/oauth/tokens";

	private static final String TOKEN = "t0ken-that-nobody-may-see";

	private static final String OTHER = "0ther-token-that-nobody-may-see";

	private static final String CLIENT = UpstreamContext.CLIENT_ID;

	private static final String FOREIGN = "f0reign-client";

	private static final Grant GRANT = new Grant(new BearerToken(TOKEN, null, Set.of("read")),
			new RefreshToken("r3fresh-token"));

	private static final WireMockServer ZENDESK = MockServers.create();

	private static UpstreamContext upstream;

	private RecordedLog log;

	@BeforeAll
	static void start() {
		ZENDESK.start();
		upstream = UpstreamContext.of("upstream", URI.create("http://127.0.0.1:" + ZENDESK.port()));
	}

	@AfterAll
	static void stop() {
		upstream.close();
		ZENDESK.stop();
	}

	@BeforeEach
	void reset() {
		MockServers.reset(ZENDESK);
		Throttles.reset(upstream.get(Throttle.class));
		ZENDESK.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
		this.log = RecordedLog.of(Level.TRACE, "io.zendeskbff", "org.springframework", "reactor.netty");
	}

	@AfterEach
	void nothingSecretWasLogged() {
		this.log.close();
		assertThat(this.log.lines()).allSatisfy(
				(line) -> assertThat(line).doesNotContain(TOKEN, OTHER, FOREIGN, "r3fresh-token", "owner@example.com"));
	}

	@Test
	void onlyOurEntryIsDeletedWhenListHoldsOthers() {
		list(entry("1", OTHER, CLIENT), entry("2", TOKEN, FOREIGN), entry("5000000003", TOKEN, CLIENT),
				entry("4", OTHER, FOREIGN), entry("5", TOKEN, "LOCAL-CLIENT"));
		assertThat(revoke()).isTrue();
		assertThat(calls()).containsExactly("GET " + LIST, "DELETE " + LIST + "/5000000003");
		assertThat(ZENDESK.getAllServeEvents()).allSatisfy(
				(event) -> assertThat(event.getRequest().getHeader("Authorization")).isEqualTo("Bearer " + TOKEN));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void nothingIsDeletedWhenNoEntryIsOurs() {
		list(entry("1", OTHER, CLIENT), entry("2", TOKEN, FOREIGN), entry("3", TOKEN + "x", CLIENT),
				"{\"id\":4,\"access_token\":\"" + TOKEN + "\"}", "{\"id\":5,\"client_identifier\":\"" + CLIENT + "\"}",
				"{}", "null", "7", "\"" + TOKEN + "\"");
		assertUntouched("not in the list");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1", "4294967296", "9223372036854775807", "123456789012345678901234567890" })
	void entryIsDeletedWhenItsNumberIsOfAnySize(String id) {
		list(entry(id, TOKEN, CLIENT));
		assertThat(revoke()).isTrue();
		assertThat(calls()).containsExactly("GET " + LIST, "DELETE " + LIST + "/" + id);
	}

	/** Zendesk's are numbers; what is none does not become part of a path. */
	@ParameterizedTest
	@ValueSource(strings = { "\"7\"", "\"../account\"", "\"\"", "null", "true", "1.5", "1e3", "[7]", "{}" })
	void nothingIsDeletedWhenIdIsNoNumber(String id) {
		list(entry(id, TOKEN, CLIENT));
		assertUntouched("not in the list");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{}", "null", "7", "\"t0ken-that-nobody-may-see\"", "" })
	void nothingIsDeletedWhenListIsEmptyOrNone(String body) {
		ZENDESK.stubFor(get(urlEqualTo(LIST)).willReturn(json(200, body)));
		assertUntouched("not in the list");
	}

	@Test
	void nothingIsDeletedWhenEntryStandsDeeper() {
		list("[" + entry("7", TOKEN, CLIENT) + "]", "{\"token\":" + entry("8", TOKEN, CLIENT) + "}");
		assertUntouched("not in the list");
	}

	@Test
	void nothingIsDeletedWhenListIsAnObject() {
		ZENDESK.stubFor(get(urlEqualTo(LIST)).willReturn(json(200, "{\"next\":" + entry("7", TOKEN, CLIENT) + "}")));
		assertUntouched("not in the list");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE html><title>Sign in</title>owner@example.com", "[",
			"[{\"id\":7,\"access_token\":\"", "[{\"id\":7}] [", "not json" })
	void nothingIsDeletedWhenListIsNoJson(String body) {
		ZENDESK.stubFor(get(urlEqualTo(LIST)).willReturn(json(200, body)));
		assertThat(revoke()).isFalse();
		assertThat(calls()).containsExactly("GET " + LIST);
		assertThat(warnings()).hasSize(1);
	}

	@Test
	void nothingIsDeletedWhenListIsNestedWithoutEnd() {
		ZENDESK.stubFor(get(urlEqualTo(LIST)).willReturn(json(200, "[".repeat(100_000))));
		assertThat(revoke()).isFalse();
		assertThat(calls()).containsExactly("GET " + LIST);
	}

	@Test
	void nothingIsDeletedWhenListIsLargerThanAllowed() {
		list(entry("7", TOKEN, CLIENT), "\"" + "x".repeat(2_000_000) + "\"");
		assertUntouched("TransportException");
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 204, 302, 401, 403, 404, 429, 500, 503 })
	void nothingIsDeletedWhenThereIsNoList(int status) {
		ZENDESK.stubFor(get(urlEqualTo(LIST))
			.willReturn(json(status, "[" + entry("7", TOKEN, CLIENT) + "]").withHeader("Location", LIST + "/7")));
		assertUntouched("list " + status);
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsDeletedWhenListBreaks(Fault fault) {
		ZENDESK.stubFor(get(urlEqualTo(LIST)).willReturn(aResponse().withFault(fault)));
		assertUntouched("TransportException");
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "202, true", "204, true", "404, true", "302, false", "401, false", "403, false",
			"429, false", "500, false", "503, false" })
	void revocationIsConfirmedWhenEntryIsGone(int status, boolean confirmed) {
		list(entry("7", TOKEN, CLIENT));
		ZENDESK.stubFor(delete(urlEqualTo(LIST + "/7")).willReturn(aResponse().withStatus(status)));
		assertThat(revoke()).isEqualTo(confirmed);
		assertThat(calls()).containsExactly("GET " + LIST, "DELETE " + LIST + "/7");
		assertThat(warnings()).hasSize(confirmed ? 0 : 1);
	}

	@Test
	void revocationIsNotConfirmedWhenDeletionBreaks() {
		list(entry("7", TOKEN, CLIENT));
		ZENDESK.stubFor(delete(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThat(revoke()).isFalse();
		assertThat(calls()).containsExactly("GET " + LIST, "DELETE " + LIST + "/7");
		assertThat(warnings()).singleElement().asString().contains("TransportException");
	}

	@Test
	void revocationEndsInTimeWhenZendeskDoesNotAnswer() {
		list(entry("7", TOKEN, CLIENT));
		ZENDESK.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204).withFixedDelay(20_000)));
		long start = System.nanoTime();
		assertThat(revoke(upstream, Duration.ofMillis(500))).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void revocationIsNotConfirmedWhenNobodyListens() throws IOException {
		try (UpstreamContext nobody = UpstreamContext.of("upstream", URI.create("http://127.0.0.1:" + freePort()))) {
			long start = System.nanoTime();
			assertThat(revoke(nobody, Duration.ofSeconds(5))).isFalse();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
		assertThat(warnings()).hasSize(1);
	}

	private void assertUntouched(String reason) {
		assertThat(revoke()).isFalse();
		assertThat(calls()).containsExactly("GET " + LIST);
		assertThat(warnings()).singleElement().asString().contains("reason=\"" + reason + "\"");
	}

	private List<String> warnings() {
		return this.log.lines()
			.stream()
			.filter((line) -> line.startsWith("WARN A token could not be revoked"))
			.toList();
	}

	private static boolean revoke() {
		return revoke(upstream, Duration.ofSeconds(5));
	}

	private static boolean revoke(UpstreamContext context, Duration patience) {
		return new ListedTokenRevocation(context.get(ZendeskHttp.class), CLIENT, patience).revoke(GRANT);
	}

	private static List<String> calls() {
		return ZENDESK.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> event.getRequest())
			.map((request) -> request.getMethod().getName() + " " + request.getUrl())
			.toList();
	}

	private static void list(String... entries) {
		ZENDESK.stubFor(get(urlEqualTo(LIST)).willReturn(json(200, "[" + String.join(",", entries) + "]")));
	}

	private static String entry(String id, String token, String client) {
		return """
				{"access_token":"%s","agent_id":5000000204,"client_identifier":"%s","create_date":"2026-01-01",
				"email":"owner@example.com","expire_date":null,"id":%s,"refresh_token":"r3fresh-token",
				"scopes":"read write chat","token_type":"Bearer"}""".formatted(token, client, id);
	}

	private static ResponseDefinitionBuilder json(int status, String body) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
