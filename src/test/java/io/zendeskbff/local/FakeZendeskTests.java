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
		String code = code();
		String form = "grant_type=authorization_code&" + CLIENT + "&code=" + code + "&redirect_uri=";
		assertThat(tokenCall(form + "http://localhost/other").statusCode()).isEqualTo(400);
		assertThat(tokenCall(form + "http://localhost/cb").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "client_id=other&response_type=code&redirect_uri=http://localhost/cb, invalid_client",
			"client_id=local-client&response_type=token&redirect_uri=http://localhost/cb, invalid_request",
			"client_id=local-client&response_type=code, invalid_request",
			"client_id=local-client&response_type=code&redirect_uri=http://localhost/cb&scope=all, invalid_scope" })
	void authorizationIsRefusedWhenRequestIsNotGood(String query, String error) {
		HttpResponse<String> answer = authorize("/oauth2/chat/authorizations/new", query);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
	}

	@Test
	void bothOldTokensAreGoneWhenRefreshSucceeds() {
		String first = tokenCall(
				"grant_type=authorization_code&" + CLIENT + "&redirect_uri=http://localhost/cb&code=" + code())
			.body();
		String refresh = "grant_type=refresh_token&" + CLIENT + "&refresh_token=";
		String second = tokenCall(refresh + JsonPath.read(first, "$.refresh_token")).body();
		assertThat(get(PREFIX + "/account", JsonPath.read(first, "$.access_token")).statusCode()).isEqualTo(401);
		assertThat(get(PREFIX + "/account", JsonPath.read(second, "$.access_token")).statusCode()).isEqualTo(200);
		assertThat(tokenCall(refresh + JsonPath.read(first, "$.refresh_token")).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2" })
	void tokenIsListedWhenNotYetDeleted(String prefix) {
		String other = token();
		String own = token();
		String list = get(prefix + "/oauth/tokens", own).body();
		assertThat(list).startsWith("[{\"access_token\":\"" + other + "\",\"agent_id\":5000000204,"
				+ "\"client_identifier\":\"local-client\",\"create_date\":\"2026-01-01T00:00:00Z\",\"expire_date\":null,"
				+ "\"id\":5000000001,\"refresh_token\":null,\"scopes\":\"read write\",\"token_type\":\"Bearer\"},{");
		assertThat(send("DELETE", prefix + "/oauth/tokens/5000000001", own, "").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", prefix + "/oauth/tokens/5000000001", own, "").statusCode()).isEqualTo(404);
		assertThat(get(prefix + "/account", other).statusCode()).isEqualTo(401);
		assertThat(JsonPath.<Integer>read(get(prefix + "/oauth/tokens", own).body(), "$.length()")).isEqualTo(1);
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
				+ "\"down\",\"html\",\"created-in-support\",\"not-owner\",\"refuses-values\",\"edited\",\"fresh\"]}");
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

	private String code() {
		String location = authorize("/oauth2/chat/authorizations/new",
				"client_id=local-client&response_type=code&redirect_uri=http://localhost/cb&state=s")
			.headers()
			.firstValue("Location")
			.orElseThrow();
		return location.replaceFirst(".*code=([0-9a-f]*).*", "$1");
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
