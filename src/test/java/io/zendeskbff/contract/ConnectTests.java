package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.FakeZendesk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The connection with Zendesk from the outside, as an owner makes it in his browser and
 * ends it again.
 */
class ConnectTests {

	private static final String CONNECTION = "/connection";

	private static final String KEY = "2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK";

	private static final String UPDATE = "{\"billing\":{\"city\":\"Thun\"}}";

	private static final RunningBff BFF = RunningBff.start(OwnersBrowser.SETTINGS);

	private final OwnersBrowser browser = new OwnersBrowser(BFF);

	private final String owner = BFF.issuer().owner();

	@AfterAll
	static void stop() {
		BFF.close();
	}

	@BeforeEach
	void disconnect() {
		BFF.reset();
		delete();
		BFF.reset();
	}

	@Test
	void accountIsServedBetweenConnectAndDisconnectWhenOwnerConnects() {
		assertNotConnected();
		assertConnection("not-connected", "no");
		URI authorization = this.browser.begin();
		assertConnection("connecting", "unknown");
		assertThat(BFF.zendesk().requests()).isEmpty();
		HttpResponse<String> done = this.browser.comeBack(this.browser.answerOf(authorization));
		assertThat(done.statusCode()).isEqualTo(303);
		assertThat(done.headers().firstValue("location")).hasValue(OwnersBrowser.PUBLIC_URL + "/");
		assertThat(done.headers().firstValue("cache-control")).hasValue("no-store");
		assertConnectedAs(done, "owner", "yes", null);
		assertThat(BFF.zendesk().tokenCalls("authorization_code")).isOne();
		assertThat(BFF.zendesk().tokenCalls()).isOne();
		assertThat(BFF.get(RunningBff.ACCOUNT, this.owner).body()).isEqualTo(BFF.zendesk().account());
		assertThat(BFF.put(RunningBff.ACCOUNT, this.owner, UPDATE).statusCode()).isEqualTo(200);
		assertConnection("connected", "yes");
		assertThat(delete().body()).isEqualTo("{\"revokedAtZendesk\":true}");
		assertThat(BFF.zendesk().foreignTokenLives()).isTrue();
		assertNotConnected();
		assertConnection("not-connected", "no");
		assertThat(delete().body()).isEqualTo("{\"revokedAtZendesk\":false}");
		assertThat(BFF.zendesk().tokenCalls()).isOne();
	}

	@Test
	void everyMemberIsThereWhenConnectionIsShown() {
		BFF.zendesk().tokenLifetime(Duration.ofHours(10));
		this.browser.connect();
		HttpResponse<String> response = show(BFF.issuer().admin());
		assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
		assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
		Map<String, Object> members = JsonPath.read(response.body(), "$");
		assertThat(members.keySet()).containsExactly("status", "grant", "scopes", "expiresAt", "since", "user",
				"billingWritable", "reason", "lastFailure");
		assertThat(members).containsEntry("grant", "authorization_code")
			.containsEntry("scopes", List.of("read", "write"))
			.containsEntry("lastFailure", null)
			.containsEntry("user", Map.of("id", 5_000_000_204L, "role", "owner", "enabled", true));
		assertThat(String.valueOf(members.get("expiresAt"))).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
		assertThat(String.valueOf(members.get("since"))).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
	}

	@Test
	void browserIsSentWithStateAndProofKeyWhenAuthorizationBegins() {
		Map<String, String> first = query(this.browser.begin());
		assertThat(first).containsEntry("response_type", "code")
			.containsEntry("client_id", FakeZendesk.CLIENT_ID)
			.containsEntry("scope", "read%20write")
			.containsEntry("redirect_uri", OwnersBrowser.PUBLIC_URL + "/connection/callback")
			.containsEntry("code_challenge_method", "S256")
			.containsKeys("state", "code_challenge")
			.doesNotContainKey("code_verifier");
		Map<String, String> second = query(this.browser.begin());
		assertThat(second.get("state")).isNotEqualTo(first.get("state"));
		assertThat(second.get("code_challenge")).isNotEqualTo(first.get("code_challenge"));
	}

	@ParameterizedTest
	@CsvSource({ "NOT_OWNER, administrator, not the account's owner", "AGENT_DISABLED, owner, is disabled" })
	void ownerIsWarnedWhenConnectedUserIsNoOwnerOrDisabled(FakeState state, String role, String reason) {
		BFF.zendesk().state(state);
		assertConnectedAs(this.browser.connect(), role, "no", reason);
		assertThat(BFF.log().lines()).filteredOn((line) -> line.startsWith("WARN Zendesk says who is connected"))
			.singleElement()
			.asString()
			.contains("role=\"" + role.toUpperCase(java.util.Locale.ROOT));
		assertThat(BFF.get(RunningBff.ACCOUNT, this.owner).statusCode()).isEqualTo(200);
	}

	@Test
	void nothingChangesWhenOwnerIsDeniedAtZendesk() {
		this.browser.connect();
		BFF.zendesk().state(FakeState.DENIES_CONNECTION);
		assertFailed(this.browser.connect(), 400, "authorization-failed", "denied");
		assertStillServed();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "code=c", "state=", "state=foreign", "code=c&state=foreign",
			"error=access_denied&state=foreign", "error=access_denied", "code=c&state=a&state=b" })
	void nothingIsAskedWhenStateIsForeign(String query) {
		assertFailed(this.browser.callback(query), 400, "authorization-failed", "Begin again");
		assertThat(BFF.zendesk().requests()).isEmpty();
	}

	@Test
	void nothingIsAskedWhenStateWasUsedBefore() {
		URI callback = this.browser.answerOf(this.browser.begin());
		assertThat(this.browser.comeBack(callback).statusCode()).isEqualTo(303);
		assertFailed(this.browser.comeBack(callback), 400, "authorization-failed", "was used already");
		assertThat(BFF.zendesk().tokenCalls()).isOne();
		assertStillServed();
	}

	@Test
	void nothingIsConnectedWhenCodeIsMissing() {
		String state = query(this.browser.begin()).get("state");
		assertFailed(this.browser.callback("state=" + state), 400, "authorization-failed", "no authorization code");
		assertThat(BFF.zendesk().tokenCalls()).isZero();
	}

	@Test
	void nothingIsConnectedWhenSomebodyDisconnectsInTheMeantime() {
		URI callback = this.browser.answerOf(this.browser.begin());
		delete();
		assertFailed(this.browser.comeBack(callback), 400, "authorization-failed", "in the meantime");
		assertNotConnected();
	}

	@Test
	void otherAccountIsNamedAndRefusedWhenOwnerConnectsIt() {
		this.browser.connect();
		BFF.zendesk().state(FakeState.OTHER_ACCOUNT);
		assertFailed(this.browser.connect(), 400, "authorization-failed", FakeZendesk.OTHER_ACCOUNT_KEY);
		BFF.zendesk().state(FakeState.NORMAL);
		assertStillServed();
		await("its token is given back").until(() -> BFF.zendesk()
			.requests()
			.stream()
			.anyMatch((request) -> request.getMethod().getName().equals("DELETE")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | {"error":"invalid_grant"}  | 502 | upstream-credentials
			401 | {"error":"invalid_client"} | 502 | upstream-credentials
			200 | {"error":"invalid_grant"}  | 502 | upstream-credentials
			200 | <html></html>              | 502 | upstream-credentials
			503 | no                         | 503 | upstream-unavailable
			""")
	void nothingChangesWhenTokenCallFails(int status, String body, int answer, String slug) {
		this.browser.connect();
		BFF.zendesk()
			.stub(WireMock.post("/oauth2/chat/token")
				.atPriority(1)
				.willReturn(WireMock.aResponse()
					.withStatus(status)
					.withHeader("Content-Type", "application/json")
					.withBody(body)));
		assertFailed(this.browser.connect(), answer, slug, "Nothing was changed");
		assertStillServed();
	}

	@Test
	void pauseIsToldWhenTokenEndpointAsksForOne() {
		BFF.zendesk()
			.stub(WireMock.post("/oauth2/chat/token")
				.atPriority(1)
				.willReturn(WireMock.status(429).withHeader("Retry-After", "50, 47")));
		HttpResponse<String> response = this.browser.connect();
		assertFailed(response, 503, "upstream-unavailable", "Nothing was changed");
		assertThat(JsonPath.<Integer>read(response.body(), "$.retryAfter")).isEqualTo(50);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("50");
	}

	@ParameterizedTest
	@CsvSource({ "500, 502, upstream-failed", "429, 503, upstream-throttled", "403, 502, upstream-forbidden",
			"401, 502, upstream-credentials" })
	void nothingChangesWhenAccountCannotBeRead(int status, int answer, String slug) {
		BFF.zendesk()
			.stub(WireMock.get(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.aResponse().withStatus(status)));
		assertFailed(this.browser.connect(), answer, slug, "");
		BFF.zendesk().reset();
		assertNotConnected();
	}

	@Test
	void onlyReadingWorksWhenScopeLacksWrite() {
		BFF.zendesk().tokenScope("read");
		assertConnectedAs(this.browser.connect(), "owner", "no", "without the scope write");
		assertThat(BFF.get(RunningBff.ACCOUNT, this.owner).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = BFF.put(RunningBff.ACCOUNT, this.owner, UPDATE);
		assertFailed(refused, 502, "upstream-credentials", "scope write");
		assertThat(JsonPath.<String>read(refused.body(), "$.applied")).isEqualTo("no");
		assertThat(BFF.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
	}

	@Test
	void formIsToBeGreyedOutWhenZendeskForbadeAnUpdateLately() {
		this.browser.connect();
		BFF.zendesk().state(FakeState.CREATED_IN_SUPPORT);
		assertFailed(BFF.put(RunningBff.ACCOUNT, this.owner, UPDATE), 409, "account-read-only", "");
		assertConnection("connected", "no");
		assertThat(JsonPath.<String>read(show(this.owner).body(), "$.reason")).contains("Zendesk Support");
		BFF.zendesk().state(FakeState.NORMAL);
		assertThat(BFF.put(RunningBff.ACCOUNT, this.owner, UPDATE).statusCode()).isEqualTo(200);
		assertConnection("connected", "yes");
	}

	@Test
	void refreshTokensRotateWithoutReuseWhenAccessTokensExpire() {
		this.browser.connect();
		for (int i = 1; i <= 5; i++) {
			BFF.zendesk().expireAccessTokens();
			assertThat(BFF.get(RunningBff.ACCOUNT, this.owner).statusCode()).isEqualTo(200);
			assertThat(BFF.zendesk().tokenCalls("refresh_token")).isEqualTo(i);
		}
		assertThat(BFF.zendesk().reuses()).isZero();
	}

	@Test
	void connectionIsBrokenAndOwnerCanMendItWhenGrantIsRevoked() {
		this.browser.connect();
		BFF.zendesk().revokeTokens();
		for (int i = 0; i < 3; i++) {
			assertFailed(BFF.get(RunningBff.ACCOUNT, this.owner), 502, "upstream-credentials", "");
		}
		assertThat(BFF.zendesk().tokenCalls("refresh_token")).isOne();
		assertConnection("broken", "no");
		String body = show(this.owner).body();
		assertThat(JsonPath.<String>read(body, "$.reason")).contains("invalid_grant", "connect again");
		assertThat(JsonPath.<String>read(body, "$.lastFailure.slug")).isEqualTo("upstream-credentials");
		assertThat(BFF.log().lines()).filteredOn((line) -> line.startsWith("WARN Zendesk gives no token")).hasSize(1);
		assertHealth("/actuator/health", 503);
		assertHealth("/actuator/health/readiness", 200);
		assertHealth("/actuator/health/liveness", 200);
		assertThat(this.browser.connect().statusCode()).isEqualTo(303);
		assertConnection("connected", "yes");
		assertHealth("/actuator/health", 200);
	}

	@Test
	void connectionIsForgottenWhenZendeskDoesNotAnswer() {
		this.browser.connect();
		BFF.zendesk().state(FakeState.DOWN);
		assertThat(delete().body()).isEqualTo("{\"revokedAtZendesk\":false}");
		BFF.zendesk().state(FakeState.NORMAL);
		assertNotConnected();
	}

	@Test
	void connectAndDisconnectAreAuditedWhenDone() {
		this.browser.connect();
		this.browser.callback("state=foreign");
		BFF.zendesk().state(FakeState.DENIES_CONNECTION);
		this.browser.connect();
		BFF.zendesk().state(FakeState.NORMAL);
		delete();
		delete();
		assertThat(BFF.log().lines("audit")).allMatch((line) -> line.contains("portal-server"))
			.extracting((line) -> line.replaceAll(".*audit.outcome=\"([a-z]*)\".*", "$1"))
			.containsExactly("begun", "connected", "begun", "failed", "disconnected", "disconnected");
	}

	@Test
	void metersTellStatusAndCallsWhenScraped() {
		BFF.zendesk().tokenLifetime(Duration.ofHours(10));
		this.browser.connect();
		String metrics = BFF.send(java.net.http.HttpRequest.newBuilder(BFF.managementUri("/actuator/prometheus")))
			.body();
		assertThat(metrics).contains("bff_connection_status{status=\"connected\"} 1.0",
				"bff_connection_status{status=\"broken\"} 0.0",
				"bff_grant_calls_seconds_count{grant=\"authorization_code\",outcome=\"issued\"}");
		assertThat(metrics).containsPattern("bff_connection_token_expiry_seconds 3[56]\\d\\d\\d\\.");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /connection, none, 401", "GET, /connection, stranger, 403", "GET, /connection, admin, 200",
			"GET, /connection, owner, 200", "DELETE, /connection, none, 401", "DELETE, /connection, stranger, 403",
			"DELETE, /connection, admin, 403", "DELETE, /connection, owner, 200", "PUT, /connection, owner, 405",
			"POST, /connection, owner, 405", "HEAD, /connection, owner, 405",
			"POST, /connection/authorization, none, 401", "POST, /connection/authorization, stranger, 403",
			"POST, /connection/authorization, admin, 403", "POST, /connection/authorization, owner, 201",
			"GET, /connection/authorization, owner, 405", "GET, /connection/callback, none, 400",
			"GET, /connection/callback, owner, 400", "POST, /connection/callback, none, 405",
			"HEAD, /connection/callback, none, 405", "GET, /connection/, owner, 404",
			"GET, /connection/callback/, none, 404", "GET, //connection, owner, 404",
			"GET, /connection;a=b, owner, 404", "GET, /Connection, owner, 404" })
	void answerFollowsFromRoleWhenConnectionIsCalled(String method, String path, String caller, int status) {
		HttpResponse<String> response = BFF
			.send(BFF.request(method, path, token(caller), BodyPublishers.noBody(), "Cookie", "JSESSIONID=1"));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().map()).doesNotContainKey("set-cookie");
		assertThat(BFF.zendesk().requests()).isEmpty();
	}

	@Test
	void answerIsRefusedWhenJsonIsNotAccepted() {
		assertThat(BFF.get(CONNECTION, this.owner, "Accept", "text/html").statusCode()).isEqualTo(406);
		assertThat(BFF.send(BFF.request("DELETE", CONNECTION, this.owner, BodyPublishers.noBody(), "Accept", "text/x"))
			.statusCode()).isEqualTo(406);
	}

	private static @Nullable String token(String caller) {
		return switch (caller) {
			case "stranger" -> BFF.issuer().withRoles("stranger");
			case "admin" -> BFF.issuer().admin();
			case "owner" -> BFF.issuer().owner();
			default -> null;
		};
	}

	private void assertNotConnected() {
		long before = BFF.accountCalls();
		HttpResponse<String> read = BFF.get(RunningBff.ACCOUNT, this.owner);
		assertFailed(read, 503, "not-connected", "owner must connect");
		HttpResponse<String> update = BFF.put(RunningBff.ACCOUNT, this.owner, UPDATE);
		assertFailed(update, 503, "not-connected", "owner must connect");
		assertThat(JsonPath.<String>read(update.body(), "$.applied")).isEqualTo("no");
		assertThat(BFF.accountCalls()).isEqualTo(before);
	}

	private void assertStillServed() {
		assertConnection("connected", "yes");
		assertThat(BFF.get(RunningBff.ACCOUNT, this.owner).body()).contains(KEY);
	}

	private static void assertConnectedAs(HttpResponse<String> done, String role, String writable,
			@Nullable String reason) {
		assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
		assertThat(JsonPath.<String>read(done.body(), "$.status")).isEqualTo("connected");
		assertThat(JsonPath.<Long>read(done.body(), "$.user.id")).isEqualTo(5_000_000_204L);
		assertThat(JsonPath.<String>read(done.body(), "$.user.role")).isEqualTo(role);
		assertThat(JsonPath.<String>read(done.body(), "$.billingWritable")).isEqualTo(writable);
		assertThat(String.valueOf(JsonPath.<Object>read(done.body(), "$.reason"))).contains(String.valueOf(reason));
	}

	private void assertConnection(String status, String writable) {
		String body = show(this.owner).body();
		assertThat(JsonPath.<String>read(body, "$.status")).isEqualTo(status);
		assertThat(JsonPath.<String>read(body, "$.billingWritable")).as(body).isEqualTo(writable);
	}

	private static void assertFailed(HttpResponse<String> response, int status, String slug, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(RunningBff.slug(response)).isEqualTo(slug);
		assertThat(JsonPath.<String>read(response.body(), "$.detail")).contains(detail);
		assertThat(response.body()).doesNotContain("code=", "state=");
	}

	private static void assertHealth(String path, int status) {
		assertThat(BFF.send(java.net.http.HttpRequest.newBuilder(BFF.managementUri(path))).statusCode())
			.isEqualTo(status);
	}

	private static HttpResponse<String> show(String token) {
		return BFF.get(CONNECTION, token);
	}

	private static HttpResponse<String> delete() {
		HttpResponse<String> response = BFF
			.send(BFF.request("DELETE", CONNECTION, BFF.issuer().owner(), BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(200);
		return response;
	}

	private static Map<String, String> query(URI uri) {
		return Arrays.stream(uri.getRawQuery().split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
	}

}
