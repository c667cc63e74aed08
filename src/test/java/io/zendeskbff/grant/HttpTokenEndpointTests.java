package io.zendeskbff.grant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.zendeskbff.grant.GrantException.Reason;
import io.zendeskbff.upstream.Conversation;
import io.zendeskbff.upstream.MockServers;
import io.zendeskbff.upstream.RawServer;
import io.zendeskbff.upstream.RecordedLog;
import io.zendeskbff.upstream.UpstreamContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class HttpTokenEndpointTests {

	private static final String PATH = "/oauth2/chat/token";

	private static final String TOKEN = "t0ken-that-nobody-may-see";

	private static final String CODE = "c0de-that-nobody-may-see";

	private static final String VERIFIER = "v3rifier-that-nobody-may-see-and-that-is-long-enough";

	private static final String CALLBACK = "https://portal.example.com/zendesk/connection/callback";

	private static final BearerToken SPENT = new BearerToken("sp3nt-token-that-nobody-may-see", null,
			Set.of("read", "write", "chat"));

	private static final RefreshToken KEPT = new RefreshToken("r3fresh-token-that-nobody-may-see");

	private static final String NEXT = "n3xt-refresh-token-that-nobody-may-see";

	private static final String[] SECRETS = { TOKEN, CODE, VERIFIER, SPENT.value(), KEPT.value(), NEXT,
			UpstreamContext.CLIENT_SECRET };

	private static final Set<String> SCOPES = Set.of("read", "write");

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final WireMockServer ZENDESK = MockServers.create();

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
		MockServers.reset(ZENDESK);
	}

	@Test
	void clientAndScopesAreInTheFormWhenTokenIsAskedFor() {
		answer(json(200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"scope\":\"read write\"}"));
		assertThat(issued()).isEqualTo(new BearerToken(TOKEN, null, SCOPES));
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

	@Test
	void codeAndVerifierAreInTheFormWhenCodeIsRedeemed() {
		answer(bearer(",\"scope\":\"read write\",\"refresh_token\":\"" + NEXT + "\""));
		assertThat(redeemed()).isEqualTo(new Grant(new BearerToken(TOKEN, null, SCOPES), new RefreshToken(NEXT)));
		assertForm("grant_type=authorization_code", "code=" + CODE,
				"redirect_uri=" + URLEncoder.encode(CALLBACK, UTF_8), "code_verifier=" + VERIFIER,
				"client_id=local-client", "client_secret=local-client-secret");
	}

	@Test
	void grantHasNoRefreshTokenWhenCodeBringsNone() {
		answer(bearer(""));
		assertThat(redeemed()).isEqualTo(new Grant(new BearerToken(TOKEN, null, SCOPES), null));
	}

	@Test
	void refreshTokenIsInTheFormWhenTokenIsRefreshed() {
		answer(bearer(",\"expires_in\":60"));
		assertThat(refreshed()).isEqualTo(new Grant(new BearerToken(TOKEN, NOW.plusSeconds(60), SPENT.scopes()), KEPT));
		assertForm("grant_type=refresh_token", "refresh_token=" + KEPT.value(), "client_id=local-client",
				"client_secret=local-client-secret");
	}

	@Test
	void refreshTokenIsTheNewOneWhenAnswerBringsOne() {
		answer(bearer(",\"refresh_token\":\"" + NEXT + "\""));
		assertThat(refreshed().refreshToken()).isEqualTo(new RefreshToken(NEXT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "true", "[\"x\"]", "{}", "\"\"", "\" \"", "\"a\\r\\nb\"", "\"a\\u0000b\"",
			"\"tökèn\"" })
	void refreshTokenIsIgnoredWhenItIsNone(String refreshToken) {
		answer(bearer(",\"refresh_token\":" + refreshToken));
		assertThat(refreshed()).isEqualTo(new Grant(new BearerToken(TOKEN, null, SPENT.scopes()), KEPT));
		assertThat(redeemed().refreshToken()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"read"               | read
			"read write"         | read write
			"read write chat"    | read write chat
			"read,write"         | read write
			" read ,  write , "  | read write
			",write"             | write
			"chat"               | chat
			""")
	void scopesAreThoseOfTheAnswerWhenItNamesSome(String scope, String granted) {
		answer(bearer(",\"scope\":" + scope));
		Set<String> scopes = Set.of(granted.split(" "));
		assertThat(List.of(issued().scopes(), redeemed().accessToken().scopes(), refreshed().accessToken().scopes()))
			.containsOnly(scopes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"scope\":\"\"", ",\"scope\":\"  \"", ",\"scope\":\" , \"", ",\"scope\":null",
			",\"scope\":7", ",\"scope\":true", ",\"scope\":[\"chat\"]", ",\"scope\":{\"chat\":true}" })
	void scopesAreAsAskedOrAsBeforeWhenAnswerNamesNone(String scope) {
		answer(bearer(scope));
		assertThat(issued().scopes()).isEqualTo(SCOPES);
		assertThat(redeemed().accessToken().scopes()).isEqualTo(SCOPES);
		assertThat(refreshed().accessToken().scopes()).isEqualTo(SPENT.scopes());
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
		assertThat(issued().value()).isEqualTo(token);
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			400 | {"error":"invalid_grant"}                        | REFUSED     | false | invalid_grant
			401 | {"error":"invalid_client"}                       | REFUSED     | false | invalid_client
			400 | {"error":"invalid_scope","error_uri":"unh3ard"}  | REFUSED     | false | invalid_scope
			200 | {"error":"invalid_grant"}                        | REFUSED     | false | invalid_grant
			400 | {"error":"unh3ard"}                              | REFUSED     | false |
			400 | {"error":"INVALID_GRANT unh3ard"}                | REFUSED     | false |
			200 | {"error":"unh3ard"}                              | REFUSED     | false |
			401 | {"error":{"invalid_grant":"unh3ard"}}            | REFUSED     | false |
			403 | ["invalid_grant"]                                | INVALID     | false |
			404 | <html>invalid_grant                              | INVALID     | false |
			429 | {"error":"invalid_grant"}                        | UNAVAILABLE | false |
			503 | {"error":"invalid_grant"}                        | UNAVAILABLE | false |
			500 | {"error":"invalid_grant"}                        | UNAVAILABLE | true  |
			502 | <html>unh3ard                                    | UNAVAILABLE | true  |
			504 | {"error":"unh3ard"}                              | UNAVAILABLE | true  |
			200 | {"access_token":"unh3ard"                        | INVALID     | true  |
			200 | <html>unh3ard                                    | INVALID     | true  |
			200 | {}                                               | INVALID     | true  |
			201 | {"access_token":"unh3ard","token_type":"Bearer"} | INVALID     | true  |
			302 | {"error":"invalid_grant"}                        | INVALID     | true  |
			""")
	void failureTellsWhatMayHaveHappenedWhenThereIsNoToken(int status, String body, Reason reason, boolean lost,
			@Nullable String error) {
		answer(json(status, body).withHeader("Location", origin() + "/elsewhere"));
		assertThat(failures(endpoint(origin()))).hasSize(3).allSatisfy((failure) -> {
			assertMute(failure, reason);
			assertThat(failure.isLost()).isEqualTo(lost);
			assertThat(failure.error()).isEqualTo(error);
		});
		ZENDESK.verify(3, anyRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			429 | 30                            | 30
			503 | 30                            | 30
			500 | 30                            | 30
			400 | 7                             | 7
			302 | 7                             | 7
			200 | 7                             | 7
			429 | 50, 47                        | 50
			429 | Thu, 01 Jan 2026 00:00:42 GMT | 42
			429 | Thu Jan  1 00:00:42 2026      | 42
			429 | Wed, 31 Dec 2025 23:59:59 GMT | 0
			429 | 86400                         | 300
			""")
	void pauseIsToldWhenAnswerWithoutTokenAsksForOne(int status, String retryAfter, long seconds) {
		answer(json(status, "{}").withHeader("Retry-After", retryAfter));
		assertThat(failures(endpoint(origin()))).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds)));
		ZENDESK.verify(3, anyRequestedFor(anyUrl()));
	}

	@Test
	void restIsTheSameWhenAnswerWithoutTokenAsksForAPause() {
		answer(json(400, "{\"error\":\"invalid_grant\"}").withHeader("Retry-After", "30"));
		assertThat(failures(endpoint(origin()))).allSatisfy((failure) -> {
			assertMute(failure, Reason.REFUSED);
			assertThat(failure.error()).isEqualTo("invalid_grant");
			assertThat(failure.isLost()).isFalse();
		});
		answer(json(502, "").withHeader("Retry-After", "30"));
		assertThat(failures(endpoint(origin()))).allSatisfy((failure) -> {
			assertMute(failure, Reason.UNAVAILABLE);
			assertThat(failure.isLost()).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-30", "soon", "1e12" })
	void noPauseIsToldWhenAnswerWithoutTokenAsksForNoneThatMakesSense(String retryAfter) {
		answer(json(429, "{}").withHeader("Retry-After", retryAfter));
		assertThat(failure(endpoint(origin())).retryAfter()).isEmpty();
		answer(json(429, "{}"));
		assertThat(failure(endpoint(origin())).retryAfter()).isEmpty();
	}

	@Test
	void nothingOfTheAnswerIsToldWhenItRepeatsEverySecret() {
		answer(json(400, "{\"error\":\"" + String.join(" ", SECRETS) + "\"}"));
		assertThat(failures(endpoint(origin()))).allSatisfy((failure) -> assertMute(failure, Reason.REFUSED));
		answer(json(200, "{\"access_token\":\"" + String.join(" ", SECRETS)));
		assertThat(failures(endpoint(origin()))).allSatisfy((failure) -> assertMute(failure, Reason.INVALID));
	}

	@Test
	void nothingSecretIsLoggedWhenEverythingIs() {
		answer(bearer(",\"refresh_token\":\"" + NEXT + "\",\"scope\":\"read\""));
		try (RecordedLog log = RecordedLog.of(Level.TRACE, "io.zendeskbff", "org.springframework", "reactor.netty")) {
			issued();
			redeemed();
			refreshed();
			answer(json(400, "{\"error\":\"" + String.join(" ", SECRETS) + "\"}"));
			failures(endpoint(origin()));
			assertThat(log.lines()).isNotEmpty().allSatisfy((line) -> assertThat(line).doesNotContain(SECRETS));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"access_token\":\"t0ken",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"acc",
			"HTTP/1.1 400 Bad Request\r\nContent-Length: 99\r\n\r\n{\"error\":\"invalid_grant\"" })
	void tokenMayBeLostWhenAnswerBreaksOff(String octets) {
		for (RawServer.Reaction end : List.<RawServer.Reaction>of(Conversation::close, Conversation::reset)) {
			RawServer server = RawServer.start((conversation) -> {
				conversation.request();
				conversation.send(octets);
				end.to(conversation);
			});
			try (server) {
				assertThat(failures(endpoint(server.origin()))).allSatisfy((failure) -> {
					assertMute(failure, octets.isEmpty() ? Reason.UNAVAILABLE : failure.reason());
					assertThat(failure.reason()).isIn(Reason.UNAVAILABLE, Reason.INVALID);
					assertThat(failure.isLost()).isTrue();
				});
				assertThat(server.requests()).hasSize(3);
			}
		}
	}

	@Test
	void nothingIsLostWhenConnectionDoesNotOpen() throws IOException {
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
				UpstreamContext hasty = UpstreamContext.of("upstream", origin(), "bff.zendesk.connect-timeout=200ms")) {
			List<Socket> waiting = fill(full);
			HttpTokenEndpoint endpoint = endpoint(hasty, URI.create("http://127.0.0.1:" + full.getLocalPort()));
			assertThat(failures(endpoint)).allSatisfy((failure) -> {
				assertMute(failure, Reason.TIMED_OUT);
				assertThat(failure.isLost()).isFalse();
			});
			for (Socket one : waiting) {
				one.close();
			}
		}
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
			HttpTokenEndpoint endpoint = endpoint(server.origin());
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
		GrantException failure = failure(endpoint(origin()));
		assertMute(failure, Reason.UNAVAILABLE);
		assertThat(failure.isLost()).isTrue();
		ZENDESK.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void endpointIsUnavailableWhenNobodyListens() throws IOException {
		assertThat(failures(endpoint(URI.create("http://127.0.0.1:" + freePort())))).hasSize(3)
			.allSatisfy((failure) -> {
				assertMute(failure, Reason.UNAVAILABLE);
				assertThat(failure.isLost()).isFalse();
			});
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
	private static void assertMute(GrantException failure, Reason reason) {
		assertThat(failure.reason()).isEqualTo(reason);
		List<Throwable> chain = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.flatMap((one) -> Stream.concat(Stream.of(one), Stream.of(one.getSuppressed())))
			.toList();
		assertThat(chain).allSatisfy((one) -> assertThat(one.toString()).doesNotContain(SECRETS)
			.doesNotContain("tökèn", "X: y", "access_token", "unh3ard"));
	}

	private static GrantException failure(HttpTokenEndpoint endpoint) {
		return catchThrowableOfType(GrantException.class, endpoint::issue);
	}

	/** What comes of each of the three calls. */
	private static List<GrantException> failures(HttpTokenEndpoint endpoint) {
		return Stream
			.<ThrowingCallable>of(endpoint::issue, () -> endpoint.redeem(request(), CODE),
					() -> endpoint.refresh(SPENT, KEPT))
			.map((call) -> catchThrowableOfType(GrantException.class, call))
			.toList();
	}

	private static Grant redeemed() {
		return endpoint(origin()).redeem(request(), CODE);
	}

	private static Grant refreshed() {
		return endpoint(origin()).refresh(SPENT, KEPT);
	}

	private static OAuth2AuthorizationRequest request() {
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri("https://acme.zendesk.com/oauth2/chat/authorizations/new")
			.clientId(UpstreamContext.CLIENT_ID)
			.redirectUri(CALLBACK)
			.scopes(SCOPES)
			.state("a-state")
			.attributes((attributes) -> attributes.put("code_verifier", VERIFIER))
			.build();
	}

	private static void assertForm(String... parameters) {
		assertThat(ZENDESK.getAllServeEvents()).singleElement().satisfies((event) -> {
			var request = event.getRequest();
			assertThat(request.getMethod().getName()).isEqualTo("POST");
			assertThat(request.getUrl()).isEqualTo(PATH);
			assertThat(request.getHeader("Content-Type")).startsWith("application/x-www-form-urlencoded");
			assertThat(request.getHeaders().keys()).noneMatch("Authorization"::equalsIgnoreCase);
			assertThat(request.getBodyAsString().split("&")).containsExactlyInAnyOrder(parameters);
		});
	}

	private static BearerToken issued() {
		return endpoint(origin()).issue().accessToken();
	}

	private static HttpTokenEndpoint endpoint(URI zendesk) {
		return endpoint(upstream, zendesk);
	}

	private static HttpTokenEndpoint endpoint(UpstreamContext context, URI zendesk) {
		return new HttpTokenEndpoint(context.get(WebClient.class), UpstreamContext.registration(zendesk),
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static URI origin() {
		return URI.create("http://127.0.0.1:" + ZENDESK.port());
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		ZENDESK.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
	}

	private static ResponseDefinitionBuilder json(int status, String body) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	private static ResponseDefinitionBuilder bearer(String members) {
		return json(200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\"" + members + "}");
	}

	/** Until the queue of connections not yet accepted takes no more. */
	private static List<Socket> fill(ServerSocket server) {
		List<Socket> waiting = new ArrayList<>();
		try {
			while (true) {
				Socket one = new Socket();
				waiting.add(one);
				one.connect(server.getLocalSocketAddress(), 200);
			}
		}
		catch (IOException _) {
			return waiting;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
