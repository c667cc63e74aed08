package io.zendeskbff.local;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The fake is only worth something if it behaves as is known of Zendesk.
 */
class FakeZendeskTests {

	private static final String CLIENT = "client_id=local-client&client_secret=local-client-secret";

	private static final String PREFIX = "/api/v2/chat";

	private static final String AUTHORIZATION = "client_id=local-client&response_type=code"
			+ "&redirect_uri=http://localhost/cb&state=s";

	/** The pair of RFC 7636, appendix B. */
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private static final String KEY = "2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK";

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private final FakeZendesk fake = FakeZendesk.start(0, () -> this.now);

	private final HttpCalls calls = new HttpCalls();

	@AfterEach
	void close() {
		this.calls.close();
		this.fake.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2" })
	void accountIsReadWhenTokenIsKnown(String prefix) {
		HttpResponse<String> answer = get(prefix + "/account", token());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
		assertThat(answer.body()).isEqualTo(this.fake.account())
			.startsWith(
					"{\"account_key\":\"" + KEY + "\",\"status\":\"active\",\"create_date\":\"2014-08-06T11:02:09Z\","
							+ "\"billing\":{\"company\":\"Bücher & Söhne AG\"")
			.contains("\"price\":70.0,\"max_agents\":5,\"max_departments\":\"unlimited\"")
			.doesNotContain("phone", "cycle");
		assertThat(JsonPath.<Integer>read(answer.body(), "$.plan.length()")).isEqualTo(28);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/account", "/agents/me", "/oauth/tokens", "/oauth/tokens/1" })
	void callIsUnauthorizedWhenTokenIsUnknown(String path) {
		HttpResponse<String> answer = get(PREFIX + path, "unknown");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).isEqualTo("{\"error\":\"Unauthorized\",\"description\":\"The server could not verify"
				+ " that you are authorized to access the requested resource\"}");
		assertThat(this.calls.send(HttpRequest.newBuilder(uri(PREFIX + path))).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /account", "PUT, /agents/me", "PUT, /oauth/tokens", "GET, /oauth/tokens/1" })
	void callIsRefusedWhenMethodIsWrong(String method, String path) {
		HttpResponse<String> answer = send(method, PREFIX + path, token(), "");
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.body()).startsWith("{\"error\":\"Method Not Allowed\",\"description\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2" })
	void billingIsMergedAndAnswerIsPartialWhenAccountIsUpdated(String prefix) {
		String token = token();
		String before = this.fake.account();
		HttpResponse<String> answer = send("PUT", prefix + "/account", token,
				"{\"billing\":{\"city\":\"Zürich 𝒵\",\"phone\":\"+41 44 555 01 23\"}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"account_key\":\"" + KEY + "\",\"status\":\"active\","
				+ "\"create_date\":\"2014-08-06T11:02:09Z\","
				+ "\"billing\":{\"city\":\"Zürich 𝒵\",\"phone\":\"+41 44 555 01 23\"},\"plan\":{\"name\":\"team\"}}");
		assertThat(get(prefix + "/account", token).body())
			.isEqualTo(before.replace("\"city\":\"Bern\"", "\"city\":\"Zürich 𝒵\"")
				.replace("\"additional_info\":\"\"}", "\"additional_info\":\"\",\"phone\":\"+41 44 555 01 23\"}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "[]", "{}", "{\"billing\":1}" })
	void updateIsRefusedWhenThereIsNoBilling(String body) {
		String before = this.fake.account();
		assertThat(send("PUT", PREFIX + "/account", token(), body).statusCode()).isEqualTo(400);
		assertThat(this.fake.account()).isEqualTo(before);
	}

	@Test
	void updateIsForbiddenWhenTokenMayOnlyRead() {
		String token = JsonPath.read(tokenCall("grant_type=client_credentials&scope=read&" + CLIENT).body(),
				"$.access_token");
		HttpResponse<String> answer = send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"X\"}}");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2" })
	void connectedUserIsOwnerWhenNothingElseIsSaid(String prefix) {
		HttpResponse<String> answer = get(prefix + "/agents/me", token());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"id\":5000000204", "\"enabled\":true",
				"\"roles\":{\"owner\":true,\"administrator\":true}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/chat/token", "/oauth2/token" })
	void tokenHasNoEndWhenNoneIsSet(String path) {
		HttpResponse<String> answer = this.calls.form(uri(path),
				"grant_type=client_credentials&scope=read+write&" + CLIENT);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body())
			.matches("\\{\"access_token\":\"[0-9a-f]{64}\",\"token_type\":\"Bearer\",\"scope\":\"read write\"}");
	}

	@Test
	void tokenEndsWhenLifetimeIsSet() {
		this.fake.tokenLifetime(Duration.ofHours(10));
		HttpResponse<String> answer = tokenCall("grant_type=client_credentials&" + CLIENT);
		assertThat(JsonPath.<Integer>read(answer.body(), "$.expires_in")).isEqualTo(36_000);
		String token = JsonPath.read(answer.body(), "$.access_token");
		this.now = this.now.plus(Duration.ofHours(10)).minusSeconds(1);
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(200);
		this.now = this.now.plusSeconds(1);
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "grant_type=client_credentials&client_id=local-client&client_secret=wrong, 401, invalid_client",
			"grant_type=client_credentials&client_id=other&client_secret=local-client-secret, 401, invalid_client",
			"grant_type=client_credentials, 401, invalid_client",
			"grant_type=client_credentials&scope=admin&" + CLIENT + ", 400, invalid_scope",
			"grant_type=password&" + CLIENT + ", 400, unsupported_grant_type", CLIENT + ", 400, unsupported_grant_type",
			"grant_type=authorization_code&code=unknown&" + CLIENT + ", 400, invalid_grant",
			"grant_type=authorization_code&" + CLIENT + ", 400, invalid_grant",
			"grant_type=refresh_token&refresh_token=unknown&" + CLIENT + ", 400, invalid_grant",
			"grant_type=refresh_token&" + CLIENT + ", 400, invalid_grant" })
	void tokenIsRefusedWhenGrantIsNotGood(String form, int status, String error) {
		HttpResponse<String> answer = tokenCall(form);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
	}

	@Test
	void tokenIsRefusedWhenAskedForByGet() {
		assertThat(this.calls.send(HttpRequest.newBuilder(uri("/oauth2/chat/token"))).statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/chat/authorizations/new", "/oauth2/authorizations/new" })
	void codeIsRedeemedOnceWhenOwnerHasAuthorized(String path) {
		HttpResponse<String> answer = authorize(path, "client_id=local-client&response_type=code&scope=read%20write"
				+ "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fconnection%2Fcallback%3Fa%3Db&state=a%2Bb%26%C3%BC%3D&subdomain=x");
		assertThat(answer.statusCode()).isEqualTo(302);
		String location = answer.headers().firstValue("Location").orElseThrow();
		assertThat(location)
			.matches("http://localhost:8080/connection/callback\\?a=b&code=[0-9a-f]{64}&state=a%2Bb%26%C3%BC%3D");
		String code = location.replaceFirst(".*code=([0-9a-f]*).*", "$1");
		String form = "grant_type=authorization_code&" + CLIENT + "&code=" + code
				+ "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fconnection%2Fcallback%3Fa%3Db";
		assertThat(tokenCall(form).body()).matches("\\{\"access_token\":\"[0-9a-f]{64}\",\"token_type\":\"Bearer\","
				+ "\"refresh_token\":\"[0-9a-f]{64}\",\"scope\":\"read write\"}");
		assertThat(tokenCall(form).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
	}

	@Test
	void codeIsLostWhenRedirectUriDiffers() {
		String code = code("");
		String form = "grant_type=authorization_code&" + CLIENT + "&code=" + code + "&redirect_uri=";
		assertThat(tokenCall(form + "http://localhost/other").statusCode()).isEqualTo(400);
		assertThat(tokenCall(form + "http://localhost/cb").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "client_id=other&response_type=code&redirect_uri=http://localhost/cb, invalid_client",
			"client_id=local-client&response_type=token&redirect_uri=http://localhost/cb, invalid_request",
			"client_id=local-client&response_type=code, invalid_request", AUTHORIZATION + "&scope=all, invalid_scope",
			AUTHORIZATION + "&code_challenge=" + VERIFIER + "&code_challenge_method=plain, invalid_request",
			AUTHORIZATION + "&code_challenge=" + VERIFIER + ", invalid_request",
			AUTHORIZATION + "&code_challenge_method=s256, invalid_request" })
	void authorizationIsRefusedWhenRequestIsNotGood(String query, String error) {
		HttpResponse<String> answer = authorize("/oauth2/chat/authorizations/new", query);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost/cb, s%20t, http://localhost/cb?error=access_denied&state=s%20t",
			"http://localhost/cb?a=b, s, http://localhost/cb?a=b&error=access_denied&state=s" })
	void browserComesBackWithoutCodeWhenConnectionIsDenied(String redirectUri, String state, String location) {
		turn("denies-connection");
		HttpResponse<String> answer = authorize("/oauth2/chat/authorizations/new",
				"client_id=local-client&response_type=code&state=" + state + "&redirect_uri=" + redirectUri);
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location")).contains(location);
	}

	@Test
	void authorizationIsRefusedWhenRequestIsNotGoodThoughConnectionIsDenied() {
		turn("denies-connection");
		assertThat(authorize("/oauth2/chat/authorizations/new", "client_id=other").statusCode()).isEqualTo(400);
	}

	@Test
	void apiAnswersAsUsualWhenConnectionIsDenied() {
		String token = token();
		turn("denies-connection");
		assertThat(get(PREFIX + "/account", token).body()).isEqualTo(this.fake.account());
	}

	@Test
	void unknownParametersAreIgnoredButToldWhenOwnerAuthorizes() {
		assertThat(redeem(code("&subdomain=acme&prompt=none"), "").statusCode()).isEqualTo(200);
		LoggedRequest received = this.fake.requests("GET", "/oauth2/chat/authorizations/new").getFirst();
		assertThat(received.queryParameter("subdomain").values()).containsExactly("acme");
	}

	@Test
	void codeIsRedeemedWhenVerifierMatchesChallenge() {
		assertThat(redeem(challengedCode(), "&code_verifier=" + VERIFIER).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&code_verifier=", "&code_verifier=" + CHALLENGE, "&code_verifier=" + VERIFIER + "a" })
	void codeIsLostWhenVerifierDoesNotMatchChallenge(String verifier) {
		String code = challengedCode();
		HttpResponse<String> answer = redeem(code, verifier);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
		assertThat(redeem(code, "&code_verifier=" + VERIFIER).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&code_challenge=", "&code_challenge_method=S256" })
	void codeIsRedeemedWithoutVerifierWhenThereIsNoChallenge(String query) {
		assertThat(redeem(code(query), "").statusCode()).isEqualTo(200);
	}

	@Test
	void codeIsForgottenWhenReset() {
		String code = code("");
		this.fake.reset();
		assertThat(redeem(code, "").statusCode()).isEqualTo(400);
	}

	@Test
	void bothOldTokensAreGoneWhenRefreshSucceeds() {
		String first = redeem(code(""), "").body();
		String second = refresh(first).body();
		assertThat(accountStatus(first)).isEqualTo(401);
		assertThat(accountStatus(second)).isEqualTo(200);
		assertThat(JsonPath.<String>read(second, "$.refresh_token"))
			.isNotEqualTo(JsonPath.<String>read(first, "$.refresh_token"));
		assertThat(refresh(second).statusCode()).isEqualTo(200);
	}

	@Test
	void reuseIsRefusedAndCountedWhenRefreshTokenIsSpent() {
		String first = redeem(code(""), "").body();
		String second = refresh(first).body();
		assertThat(this.fake.reuses()).isZero();
		assertThat(refresh(first).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
		assertThat(refresh(first).statusCode()).isEqualTo(400);
		assertThat(this.fake.reuses()).isEqualTo(2);
		assertThat(refresh(second).statusCode()).isEqualTo(200);
		this.fake.reset();
		assertThat(this.fake.reuses()).isZero();
		refresh(first);
		assertThat(this.fake.reuses()).isEqualTo(1);
	}

	@Test
	void refreshIsNoReuseWhenRefreshTokenWasRevokedOrNeverGivenOut() {
		String granted = redeem(code(""), "").body();
		this.fake.revokeTokens();
		assertThat(refresh(granted).statusCode()).isEqualTo(400);
		assertThat(refresh("{\"refresh_token\":\"unknown\"}").statusCode()).isEqualTo(400);
		assertThat(this.fake.reuses()).isZero();
	}

	@Test
	void scopeIsThatOfTheTestWhenSetUntilReset() {
		String before = redeem(code("&scope=read%20write"), "").body();
		String code = code("&scope=read%20write");
		this.fake.tokenScope("read");
		assertThat(scope(redeem(code, "").body())).isEqualTo("read");
		assertThat(scope(refresh(before).body())).isEqualTo("read");
		String granted = tokenCall("grant_type=client_credentials&scope=write&" + CLIENT).body();
		assertThat(scope(granted)).isEqualTo("read");
		assertThat(send("PUT", PREFIX + "/account", JsonPath.read(granted, "$.access_token"),
				"{\"billing\":{\"city\":\"X\"}}")
			.statusCode()).isEqualTo(403);
		this.fake.reset();
		assertThat(scope(redeem(code("&scope=chat"), "").body())).isEqualTo("chat");
	}

	@Test
	void codeBringsNoRefreshTokenWhenWithoutRefreshTokensUntilReset() {
		String before = redeem(code(""), "").body();
		this.fake.withoutRefreshTokens();
		assertThat(redeem(code(""), "").body())
			.matches("\\{\"access_token\":\"[0-9a-f]{64}\",\"token_type\":\"Bearer\",\"scope\":\"read write\"}");
		assertThat(refresh(before).body()).contains("\"refresh_token\":");
		this.fake.reset();
		assertThat(redeem(code(""), "").body()).contains("\"refresh_token\":");
	}

	@Test
	void onlyRefreshTokensAreGoodWhenAccessTokensAreExpired() {
		String first = redeem(code(""), "").body();
		this.fake.expireAccessTokens();
		assertThat(accountStatus(first)).isEqualTo(401);
		String second = refresh(first).body();
		assertThat(accountStatus(second)).isEqualTo(200);
		assertThat(get(PREFIX + "/account", token()).statusCode()).isEqualTo(200);
	}

	@Test
	void accessTokensAreGoodAgainWhenExpiredAndReset() {
		String granted = redeem(code(""), "").body();
		this.fake.expireAccessTokens();
		this.fake.reset();
		assertThat(accountStatus(granted)).isEqualTo(200);
	}

	@Test
	void tokenCallsAreCountedWhenGoodOrNotUntilReset() {
		refresh(redeem(code(""), "").body());
		this.calls.form(uri("/oauth2/token"), "grant_type=client_credentials&" + CLIENT);
		turn("down");
		tokenCall("grant_type=client_credentials&" + CLIENT);
		this.fake.stub(WireMock.post("/oauth2/chat/token").willReturn(WireMock.serverError()));
		tokenCall("grant_type=refresh%5Ftoken&" + CLIENT);
		this.calls.send(HttpRequest.newBuilder(uri("/oauth2/chat/token")));
		assertThat(this.fake.tokenCalls()).isEqualTo(5);
		assertThat(this.fake.tokenCalls("authorization_code")).isEqualTo(1);
		assertThat(this.fake.tokenCalls("client_credentials")).isEqualTo(2);
		assertThat(this.fake.tokenCalls("refresh_token")).isEqualTo(2);
		this.fake.reset();
		assertThat(this.fake.tokenCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2" })
	void tokenIsListedWhenNotYetDeleted(String prefix) {
		String other = token();
		String own = token();
		String list = get(prefix + "/oauth/tokens", own).body();
		assertThat(list).contains(",{\"access_token\":\"" + other + "\",\"agent_id\":5000000204,"
				+ "\"client_identifier\":\"local-client\",\"create_date\":\"2026-01-01T00:00:00Z\",\"expire_date\":null,"
				+ "\"id\":5000000001,\"refresh_token\":null,\"scopes\":\"read write\",\"token_type\":\"Bearer\"},{");
		assertThat(send("DELETE", prefix + "/oauth/tokens/5000000001", own, "").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", prefix + "/oauth/tokens/5000000001", own, "").statusCode()).isEqualTo(404);
		assertThat(get(prefix + "/account", other).statusCode()).isEqualTo(401);
		assertThat(JsonPath.<List<String>>read(get(prefix + "/oauth/tokens", own).body(), "$[*].access_token"))
			.hasSize(2)
			.endsWith(own);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2" })
	void tokenOfAnotherClientIsListedAndGoneWhenDeletedUntilReset(String prefix) {
		String token = token();
		assertThat(clients(prefix, token)).containsExactly("somebody-elses", "local-client");
		assertThat(this.fake.foreignTokenLives()).isTrue();
		assertThat(send("DELETE", prefix + "/oauth/tokens/5000000000", token, "").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", prefix + "/oauth/tokens/5000000000", token, "").statusCode()).isEqualTo(404);
		assertThat(this.fake.foreignTokenLives()).isFalse();
		assertThat(clients(prefix, token)).containsExactly("local-client");
		this.fake.reset();
		assertThat(this.fake.foreignTokenLives()).isTrue();
		assertThat(clients(prefix, token)).containsExactly("somebody-elses", "local-client");
	}

	@Test
	void tokenOfAnotherClientLivesWhenOwnTokensAreRevokedOrDeleted() {
		token();
		this.fake.revokeTokens();
		String token = token();
		assertThat(clients(PREFIX, token)).containsExactly("somebody-elses", "local-client");
		send("DELETE", PREFIX + "/oauth/tokens/5000000002", token, "");
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(401);
		assertThat(this.fake.foreignTokenLives()).isTrue();
	}

	@Test
	void callIsThrottledWhenMinuteIsFull() {
		String token = token();
		for (int call = 0; call < 200; call++) {
			assertThat(get(PREFIX + "/agents/me", token).statusCode()).isEqualTo(200);
		}
		this.now = this.now.plusSeconds(13);
		HttpResponse<String> answer = get(PREFIX + "/account", token);
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).contains("47");
		this.now = this.now.plusSeconds(47);
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(200);
	}

	@Test
	void callIsThrottledWhenTestSetsItsOwnLimit() {
		String token = token();
		this.fake.requestsPerMinute(1);
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(200);
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(429);
	}

	@Test
	void callWaitsWhenSlow() {
		String token = token();
		turn("slow");
		long start = System.nanoTime();
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(1900));
	}

	@Test
	void callIsThrottledWhenThrottled() {
		String token = token();
		turn("throttled");
		HttpResponse<String> answer = get(PREFIX + "/account", token);
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).contains("30");
	}

	@Test
	void everythingIsUnavailableWhenDown() {
		String token = token();
		turn("down");
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(503);
		assertThat(send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"X\"}}").statusCode())
			.isEqualTo(503);
		assertThat(tokenCall("grant_type=client_credentials&" + CLIENT).statusCode()).isEqualTo(503);
		assertThat(authorize("/oauth2/chat/authorizations/new", "client_id=local-client").statusCode()).isEqualTo(503);
		turn("normal");
		assertThat(get(PREFIX + "/account", token).body()).contains("\"city\":\"Bern\"");
	}

	@Test
	void answerIsPageWhenHtml() {
		String token = token();
		turn("html");
		HttpResponse<String> answer = get(PREFIX + "/account", token);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
		assertThat(answer.body()).startsWith("<!DOCTYPE html>");
	}

	@Test
	void updateIsForbiddenWhenCreatedInSupport() {
		String token = token();
		turn("created-in-support");
		HttpResponse<String> answer = send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"X\"}}");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).startsWith("{\"error\":\"Forbidden\",\"description\":");
		assertThat(get(PREFIX + "/account", token).body()).contains("\"city\":\"Bern\"");
		assertThat(get(PREFIX + "/agents/me", token).body()).contains("\"owner\":true");
	}

	@Test
	void billingIsHiddenAndUpdateIsForbiddenWhenNotOwner() {
		String token = token();
		turn("not-owner");
		assertThat(get(PREFIX + "/account", token).body()).doesNotContain("billing").contains("\"plan\":{");
		assertThat(get(PREFIX + "/agents/me", token).body()).contains("\"owner\":false");
		assertThat(send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"X\"}}").statusCode())
			.isEqualTo(403);
	}

	@Test
	void accountHasAnotherKeyAndTakesUpdatesWhenOtherAccount() {
		String token = token();
		String before = this.fake.account();
		turn("other-account");
		assertThat(get(PREFIX + "/account", token).body())
			.isEqualTo(before.replace(KEY, "9OtherAccountKeyOfSomebodyElse00"));
		assertThat(send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"X\"}}").body())
			.startsWith("{\"account_key\":\"" + FakeZendesk.OTHER_ACCOUNT_KEY + "\",\"status\":");
		turn("normal");
		assertThat(get(PREFIX + "/account", token).body())
			.isEqualTo(before.replace("\"city\":\"Bern\"", "\"city\":\"X\""))
			.isEqualTo(this.fake.account());
	}

	@Test
	void onlyEnabledIsOtherThanNormalWhenAgentIsDisabled() {
		String token = token();
		String normal = get(PREFIX + "/agents/me", token).body();
		turn("agent-disabled");
		assertThat(get(PREFIX + "/agents/me", token).body())
			.isEqualTo(normal.replace("\"enabled\":true", "\"enabled\":0"));
		assertThat(get(PREFIX + "/account", token).body()).isEqualTo(this.fake.account());
		assertThat(send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"X\"}}").statusCode())
			.isEqualTo(200);
	}

	@Test
	void updateIsRefusedWithNamesOfFieldsWhenValuesAreRefused() {
		String token = token();
		turn("refuses-values");
		HttpResponse<String> answer = send("PUT", PREFIX + "/account", token,
				"{\"billing\":{\"city\":\"X\",\"email\":\"a@b.c\"}}");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<Map<String, ?>>read(answer.body(), "$.details")).containsOnlyKeys("city", "email");
		assertThat(get(PREFIX + "/account", token).body()).contains("\"city\":\"Bern\"");
	}

	@Test
	void billingIsAnotherEachTimeWhenEdited() {
		assertThat(turn("edited").body()).startsWith("{\"state\":\"normal\"");
		String first = this.fake.account();
		assertThat(first).contains("\"city\":\"Lugano\"", "\"phone\":\"+41 31 555 01 01\"");
		turn("edited");
		assertThat(this.fake.account()).contains("\"city\":\"Genève\"", "\"phone\":\"+41 31 555 01 02\"");
	}

	@Test
	void accountIsAsAtTheStartWhenFresh() {
		String start = this.fake.account();
		turn("edited");
		turn("down");
		assertThat(turn("fresh").body()).startsWith("{\"state\":\"normal\"");
		assertThat(this.fake.account()).isEqualTo(start);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FRESH")
	void changedAccountStaysWhenStateGoesAndComesBack(FakeState state) {
		String token = token();
		send("PUT", PREFIX + "/account", token, "{\"billing\":{\"company\":\"Neu\"}}");
		turn(state.label());
		turn("normal");
		assertThat(get(PREFIX + "/account", token).body()).contains("\"company\":\"Neu\"");
	}

	@Test
	void switchboardTellsItsStatesWhenAsked() {
		this.fake.state(FakeState.SLOW);
		HttpResponse<String> answer = this.calls.send(HttpRequest.newBuilder(uri("/fake/state")));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"state\":\"slow\",\"states\":[\"normal\",\"slow\",\"throttled\","
				+ "\"down\",\"html\",\"created-in-support\",\"not-owner\",\"refuses-values\","
				+ "\"denies-connection\",\"other-account\",\"agent-disabled\",\"edited\",\"fresh\"]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"state\":\"SLOW\"}", "{\"state\":1}", "{}", "slow", "" })
	void switchboardRefusesWhenStateIsUnknown(String body) {
		HttpResponse<String> answer = send("PUT", "/fake/state", "", body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"states\":[\"normal\",").contains("\"error\":\"No such state\"");
		assertThat(this.fake.state()).isEqualTo(FakeState.NORMAL);
	}

	@Test
	void switchboardRefusesWhenMethodIsWrong() {
		assertThat(send("POST", "/fake/state", "", "{\"state\":\"slow\"}").statusCode()).isEqualTo(405);
	}

	@Test
	void requestsAreToldInOrderWhenReceived() {
		String token = token();
		turn("normal");
		get(PREFIX + "/account?a=b", token);
		send("PUT", PREFIX + "/account", token, "{\"billing\":{\"city\":\"Zürich\"}}");
		assertThat(this.fake.requests()).extracting((request) -> request.getMethod() + " " + request.getUrl())
			.containsExactly("POST /oauth2/chat/token", "GET /api/v2/chat/account?a=b", "PUT /api/v2/chat/account");
		assertThat(this.fake.requests("GET", PREFIX + "/account")).hasSize(1);
		LoggedRequest update = this.fake.requests("PUT", PREFIX + "/account").getFirst();
		assertThat(update.getBody()).isEqualTo("{\"billing\":{\"city\":\"Zürich\"}}".getBytes(StandardCharsets.UTF_8));
		assertThat(update.getHeader("Authorization")).isEqualTo("Bearer " + token);
	}

	@Test
	void ownAnswerGoesFirstWhenStubbedUntilReset() {
		String token = token();
		this.fake.stub(WireMock.get(PREFIX + "/account").willReturn(WireMock.aResponse().withStatus(599)));
		turn("edited");
		turn("down");
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(599);
		this.fake.reset();
		assertThat(this.fake.requests()).isEmpty();
		assertThat(get(PREFIX + "/account", token).body()).contains("\"city\":\"Bern\"");
	}

	@Test
	void callIsUnauthorizedWhenTokensAreRevoked() {
		String token = token();
		this.fake.revokeTokens();
		assertThat(get(PREFIX + "/account", token).statusCode()).isEqualTo(401);
	}

	@Test
	void fakeListensOnLoopbackOnlyWhenStarted() throws Exception {
		try (Socket socket = new Socket()) {
			InetSocketAddress elsewhere = new InetSocketAddress("127.0.0.2", this.fake.baseUrl().getPort());
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> socket.connect(elsewhere, 1000));
		}
	}

	private String token() {
		return JsonPath.read(tokenCall("grant_type=client_credentials&" + CLIENT).body(), "$.access_token");
	}

	private String code(String query) {
		return authorize("/oauth2/chat/authorizations/new", AUTHORIZATION + query).headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceFirst(".*code=([0-9a-f]*).*", "$1");
	}

	private String challengedCode() {
		return code("&code_challenge=" + CHALLENGE + "&code_challenge_method=S256");
	}

	private HttpResponse<String> redeem(String code, String verifier) {
		return tokenCall("grant_type=authorization_code&" + CLIENT + "&redirect_uri=http://localhost/cb&code=" + code
				+ verifier);
	}

	private HttpResponse<String> refresh(String grant) {
		return tokenCall("grant_type=refresh_token&" + CLIENT + "&refresh_token="
				+ JsonPath.<String>read(grant, "$.refresh_token"));
	}

	private List<String> clients(String prefix, String token) {
		return JsonPath.read(get(prefix + "/oauth/tokens", token).body(), "$[*].client_identifier");
	}

	private int accountStatus(String grant) {
		return get(PREFIX + "/account", JsonPath.read(grant, "$.access_token")).statusCode();
	}

	private static String scope(String grant) {
		return JsonPath.read(grant, "$.scope");
	}

	private HttpResponse<String> tokenCall(String form) {
		return this.calls.form(uri("/oauth2/chat/token"), form);
	}

	private HttpResponse<String> authorize(String path, String query) {
		return this.calls.send(HttpRequest.newBuilder(uri(path + "?" + query)));
	}

	private HttpResponse<String> turn(String state) {
		return send("PUT", "/fake/state", "", "{\"state\":\"" + state + "\"}");
	}

	private HttpResponse<String> get(String path, String token) {
		return this.calls.get(uri(path), token);
	}

	private HttpResponse<String> send(String method, String path, String token, String body) {
		return this.calls.send(method, uri(path), token, body);
	}

	private URI uri(String path) {
		return this.fake.baseUrl().resolve(path);
	}

}
