package io.zendeskbff.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.upstream.RawServer;
import io.zendeskbff.upstream.UpstreamContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ClientCredentialsTests {

	private static final String PATH = "/oauth2/chat/token";

	private static final String TOKEN = "t0ken-that-nobody-may-see";

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final WireMockServer ZENDESK = new WireMockServer(WireMockConfiguration.options()
		.bindAddress("127.0.0.1")
		.dynamicPort()
		.http2PlainDisabled(true)
		.gzipDisabled(true));

	private static UpstreamContext upstream;

	@BeforeAll
	static void start() {
		ZENDESK.start();
		upstream = UpstreamContext.of("upstream", origin());
	}

	@AfterAll
	static void stop() {
		upstream.close();
		ZENDESK.stop();
	}

	@BeforeEach
	void reset() {
		ZENDESK.resetAll();
	}

	@Test
	void clientAndScopesAreInTheFormWhenTokenIsAskedFor() {
		answer(json(200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"scope\":\"read write\"}"));
		assertThat(issued()).isEqualTo(new BearerToken(TOKEN, null));
		assertThat(ZENDESK.getAllServeEvents()).singleElement().satisfies((event) -> {
			var request = event.getRequest();
			assertThat(request.getMethod().getName()).isEqualTo("POST");
			assertThat(request.getUrl()).isEqualTo(PATH);
			assertThat(request.getHeader("Content-Type")).startsWith("application/x-www-form-urlencoded");
			assertThat(request.getHeader("Accept")).contains("application/json");
			assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity");
			assertThat(request.getHeaders().keys()).noneMatch("Authorization"::equalsIgnoreCase);
			assertThat(request.getBodyAsString().split("&")).containsExactlyInAnyOrder("grant_type=client_credentials",
					"scope=read+write", "client_id=local-client", "client_secret=local-client-secret");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "bearer", "BEARER", "bEaReR" })
	void tokenIsTakenWhenItsTypeIsBearerInAnyCase(String type) {
		answer(json(200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"" + type + "\"}"));
		assertThat(issued().value()).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"access_token":"t","token_type":"Bearer"}                                                | t
			{"token_type":"Bearer","scope":"read","access_token":"t","refresh_token":null,"new":[{}]} | t
			{"access_token":"a-._~+/b==","token_type":"Bearer"}                                       | a-._~+/b==
			""")
	void tokenIsTakenWhenAnswerHoldsWhatIsNeeded(String body, String token) {
		answer(json(200, body));
		assertThat(issued()).isEqualTo(new BearerToken(token, null));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "3600, 3600", "36000, 36000", "'\"3600\"', 3600", "999999999, 999999999" })
	void tokenEndsWhenAnswerSaysHowLongItLives(String expiresIn, long seconds) {
		assertThat(expiry(expiresIn)).isEqualTo(NOW.plusSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "-3600", "1000000000", "1e12", "99999999999999999999999999999999", "36.5",
			"null", "true", "[]", "{}", "\"\"", "\"0\"", "\"-1\"", "\"soon\"", "\" 60\"", "\"1e3\"", "\"٣\"" })
	void tokenLivesUntilItIsRefusedWhenItsLifeMakesNoSense(String expiresIn) {
		assertThat(expiry(expiresIn)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{}", "[]", "null", "true", "\"token\"", "{\"access_token\":\"t",
			"{\"access_token\":\"t\"}", "{\"token_type\":\"Bearer\"}",
			"{\"access_token\":\"t\",\"token_type\":\"mac\"}", "{\"access_token\":\"t\",\"token_type\":\"\"}",
			"{\"access_token\":\"t\",\"token_type\":null}", "{\"access_token\":\"t\",\"token_type\":1}",
			"{\"access_token\":null,\"token_type\":\"Bearer\"}", "{\"access_token\":1,\"token_type\":\"Bearer\"}",
			"{\"access_token\":{},\"token_type\":\"Bearer\"}", "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
			"{\"access_token\":\" \",\"token_type\":\"Bearer\"}",
			"{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}",
			"{\"access_token\":\"tökèn\",\"token_type\":\"Bearer\"}",
			"{\"access_token\":\"a\\u0000b\",\"token_type\":\"Bearer\"}" })
	void answerIsInvalidWhenItHoldsNoBearerToken(String body) {
		answer(json(200, body));
		assertFails(Reason.INVALID);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"error\":\"invalid_client\"}", "{\"error\":\"invalid_grant\",\"error_description\":\"x\"}",
					"{\"error\":{\"title\":\"x\",\"message\":\"y\"}}", "{\"error\":null,\"token_type\":\"Bearer\"}" })
	void clientIsRefusedWhenAnErrorComesWithStatus200(String body) {
		answer(json(200, body));
		assertFails(Reason.REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html; charset=utf-8", "text/plain", "application/x-www-form-urlencoded", "garbage" })
	void answerIsInvalidWhenItsTypeIsNotJson(String type) {
		answer(aResponse().withStatus(200)
			.withHeader("Content-Type", type)
			.withBody("{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\"}"));
		assertFails(Reason.INVALID);
	}

	@Test
	void answerIsInvalidWhenItIsAnHtmlPage() {
		answer(aResponse().withStatus(200)
			.withHeader("Content-Type", "text/html")
			.withBody("<!DOCTYPE html><title>Sign in</title>" + TOKEN));
		assertFails(Reason.INVALID);
	}

	@Test
	void answerIsInvalidWhenItIsLargerThanAllowed() {
		answer(json(200, "{\"access_token\":\"" + "t".repeat(2_000_000) + "\",\"token_type\":\"Bearer\"}"));
		assertFails(Reason.INVALID);
	}

	@ParameterizedTest
	@CsvSource({ "201, INVALID", "204, INVALID", "206, INVALID", "302, INVALID", "307, INVALID", "400, REFUSED",
			"401, REFUSED", "403, REFUSED", "404, REFUSED", "422, REFUSED", "429, UNAVAILABLE", "500, UNAVAILABLE",
			"502, UNAVAILABLE", "503, UNAVAILABLE", "504, UNAVAILABLE", "999, INVALID" })
	void reasonFollowsStatusWhenItIsNot200(int status, Reason reason) {
		answer(json(status,
				"{\"error\":\"invalid_client\",\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\"}")
			.withHeader("Location", origin() + "/elsewhere"));
		assertFails(reason);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 500 })
	void reasonFollowsStatusWhenThereIsNoBody(int status) {
		answer(aResponse().withStatus(status));
		assertFails((status < 500) ? Reason.REFUSED : Reason.UNAVAILABLE);
	}

	@Test
	void connectionIsUsedAgainWhenClientWasRefused() {
		RawServer server = RawServer.start((conversation) -> {
			while (true) {
				conversation.request();
				conversation.send("HTTP/1.1 401 No\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n"
						+ "{\"error\":\"invalid_client\"}    ");
			}
		});
		try (server) {
			ClientCredentials endpoint = endpoint(server.origin());
			for (int i = 0; i < 100; i++) {
				assertThat(failure(endpoint).reason()).isEqualTo(Reason.REFUSED);
			}
			assertThat(server.requests()).hasSize(100);
			assertThat(server.conversations()).hasSizeLessThan(10);
		}
	}

	@ParameterizedTest
	@EnumSource
	void thereIsNoTokenAndNoSecondCallWhenAnswerBreaks(Fault fault) {
		answer(aResponse().withFault(fault));
		assertFails(Reason.UNAVAILABLE);
	}

	@Test
	void endpointIsUnavailableWhenNobodyListens() throws IOException {
		assertMute(failure(endpoint(URI.create("http://127.0.0.1:" + freePort()))), Reason.UNAVAILABLE);
	}

	private static @Nullable Instant expiry(String expiresIn) {
		answer(json(200,
				"{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":" + expiresIn + "}"));
		return issued().expiresAt();
	}

	private static void assertFails(Reason reason) {
		assertMute(failure(endpoint(origin())), reason);
		ZENDESK.verify(1, anyRequestedFor(anyUrl()));
	}

	/** Nothing in it or behind it tells a secret. */
	private static void assertMute(ConnectionException failure, Reason reason) {
		assertThat(failure.reason()).isEqualTo(reason);
		List<Throwable> chain = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.flatMap((one) -> Stream.concat(Stream.of(one), Stream.of(one.getSuppressed())))
			.toList();
		assertThat(chain).allSatisfy((one) -> assertThat(one.toString()).doesNotContain(TOKEN, "tökèn", "X: y",
				UpstreamContext.CLIENT_SECRET, "access_token"));
	}

	private static ConnectionException failure(ClientCredentials endpoint) {
		return catchThrowableOfType(ConnectionException.class, endpoint::issue);
	}

	private static BearerToken issued() {
		return endpoint(origin()).issue();
	}

	private static ClientCredentials endpoint(URI zendesk) {
		return new ClientCredentials(upstream.get(WebClient.class), UpstreamContext.registration(zendesk),
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static URI origin() {
		return URI.create("http://127.0.0.1:" + ZENDESK.port());
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		ZENDESK.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(418)));
		ZENDESK.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
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
