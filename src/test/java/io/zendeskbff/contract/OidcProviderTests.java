package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.tools.RequiresNodePackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Life with an OAuth server that rotates refresh tokens and takes the grant away from
 * whoever uses one twice; first, that it really does.
 */
@RequiresNodePackage("oidc-provider")
class OidcProviderTests {

	private static final int ROUNDS = 50;

	private final int port = freePort();

	private final String publicUrl = "http://127.0.0.1:" + this.port;

	private final URI callback = URI.create(this.publicUrl + "/connection/callback");

	private final OidcZendesk zendesk = OidcZendesk.start(this.callback);

	private final CodeClient client = new CodeClient(this.zendesk, this.callback);

	@AfterEach
	void close() {
		this.client.close();
		this.zendesk.close();
	}

	@Test
	void tokensAreIssuedWhenTheCodeIsRedeemed() {
		HttpResponse<String> tokens = connect();
		assertThat(tokens.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
		assertThat(JsonPath.<Map<String, Object>>read(tokens.body(), "$")).containsEntry("scope", "read write")
			.containsEntry("token_type", "Bearer")
			.containsEntry("expires_in", 3600)
			.containsOnlyKeys("access_token", "expires_in", "refresh_token", "scope", "token_type");
		assertThat(this.zendesk.tokenCalls()).isEqualTo(Map.of("authorization_code", 1));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			/account      | {"account_key":"k1","status":"active","create_date":"2014-08-06T11:02:09Z",
			/agents/me    | {"id":5000000204,"enabled":true,"role_id":1,"roles":{"owner":true,"administrator":true}}
			/oauth/tokens | []
			""")
	void resourceIsForGoodTokensOnlyWhenRead(String resource, String start) {
		String token = CodeClient.accessToken(connect());
		HttpResponse<String> response = this.client.get("/api/v2/chat" + resource, token);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith(start);
		assertUnauthorized(this.client.get("/api/v2/chat" + resource, "unknown"));
		assertThat(this.zendesk.accountCalls()).isEqualTo(resource.equals("/account") ? 2 : 0);
	}

	@Test
	void codeIsRefusedWhenTheVerifierIsAnother() {
		assertRefused(this.client.redeem(this.client.code(), CodeClient.VERIFIER + "-not"));
		assertThat(this.zendesk.refusedTokenCalls()).isOne();
		assertThat(this.zendesk.reuses()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "subdomain=acme", "code_challenge=" + CodeClient.VERIFIER + "&code_challenge_method=plain" })
	void nobodyIsConnectedWhenThereIsNoGoodChallenge(String parameters) {
		assertThat(this.client.callback(parameters)).contains("error=invalid_request").doesNotContain("code=");
	}

	@Test
	void refreshTokenRotatesWhenUsed() {
		HttpResponse<String> before = connect();
		HttpResponse<String> after = this.client.refresh(CodeClient.refreshToken(before));
		assertThat(after.statusCode()).isEqualTo(200);
		assertThat(CodeClient.refreshToken(after)).isNotEqualTo(CodeClient.refreshToken(before));
		assertThat(CodeClient.accessToken(after)).isNotEqualTo(CodeClient.accessToken(before));
		assertThat(this.client.refresh(CodeClient.refreshToken(after)).statusCode()).isEqualTo(200);
		assertThat(this.zendesk.tokenCalls()).isEqualTo(Map.of("authorization_code", 1, "refresh_token", 2));
		assertThat(this.zendesk.refusedTokenCalls()).isZero();
		assertThat(this.zendesk.reuses()).isZero();
	}

	@Test
	void grantIsLostWhenRefreshTokenIsReused() {
		HttpResponse<String> before = connect();
		HttpResponse<String> after = this.client.refresh(CodeClient.refreshToken(before));
		assertThat(this.zendesk.reuses()).isZero();
		assertRefused(this.client.refresh(CodeClient.refreshToken(before)));
		assertThat(this.zendesk.reuses()).isOne();
		assertRefused(this.client.refresh(CodeClient.refreshToken(after)));
		assertUnauthorized(this.client.get("/api/v2/chat/account", CodeClient.accessToken(after)));
		assertThat(this.zendesk.reuses()).isOne();
		assertThat(this.zendesk.refusedTokenCalls()).isEqualTo(2);
	}

	@Test
	void grantIsLostWhenCodeIsReused() {
		String code = this.client.code();
		HttpResponse<String> tokens = this.client.redeem(code, CodeClient.VERIFIER);
		assertRefused(this.client.redeem(code, CodeClient.VERIFIER));
		assertThat(this.zendesk.reuses()).isOne();
		assertRefused(this.client.refresh(CodeClient.refreshToken(tokens)));
	}

	@Test
	void onlyOneIsServedWhenRefreshTokenIsUsedInParallel() throws InterruptedException {
		String refreshToken = CodeClient.refreshToken(connect());
		assertThat(inParallel(5, () -> this.client.refresh(refreshToken))).extracting(HttpResponse::statusCode)
			.containsExactlyInAnyOrder(200, 400, 400, 400, 400);
		assertThat(this.zendesk.reuses()).isOne();
	}

	@Test
	void refreshTokenStaysGoodWhenAccessTokensExpire() {
		HttpResponse<String> before = connect();
		this.zendesk.expire();
		assertUnauthorized(this.client.get("/api/v2/chat/account", CodeClient.accessToken(before)));
		HttpResponse<String> after = this.client.refresh(CodeClient.refreshToken(before));
		assertThat(this.client.get("/api/v2/chat/account", CodeClient.accessToken(after)).statusCode()).isEqualTo(200);
		assertUnauthorized(this.client.get("/api/v2/chat/account", CodeClient.accessToken(before)));
	}

	@Test
	void nodeEndsByItselfWhenItsStandardInputDoes() {
		assertThat(this.zendesk.stop()).isZero();
	}

	@Test
	void refreshTokenIsNeverReusedWhenAccessTokensExpireUnderParallelCalls() throws InterruptedException {
		try (RunningBff bff = service(); Browser browser = new Browser()) {
			String owner = bff.issuer().owner();
			connect(bff, owner, browser);
			for (int round = 0; round < ROUNDS; round++) {
				this.zendesk.expire();
				assertThat(inParallel(20, () -> bff.get(RunningBff.ACCOUNT, owner))).as("round %s", round)
					.allSatisfy((response) -> assertThat(response.statusCode()).as(response.body()).isEqualTo(200));
			}
		}
		assertThat(this.zendesk.tokenCalls()).isEqualTo(Map.of("authorization_code", 1, "refresh_token", ROUNDS));
		assertThat(this.zendesk.refusedTokenCalls()).isZero();
		assertThat(this.zendesk.reuses()).isZero();
	}

	private RunningBff service() {
		return RunningBff.start("--server.port=" + this.port, "--bff.public-url=" + this.publicUrl,
				"--bff.zendesk.base-url=" + this.zendesk.baseUrl(),
				"--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=authorization_code",
				"--bff.zendesk.connect-timeout=30s", "--bff.zendesk.read-deadline=60s",
				"--bff.zendesk.write-deadline=60s");
	}

	/** As the owner does: his browser goes to Zendesk, and comes back with a code. */
	private void connect(RunningBff bff, String owner, Browser browser) {
		HttpResponse<String> begun = bff
			.send(bff.request("POST", "/connection/authorization", owner, BodyPublishers.noBody()));
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
		URI authorization = URI.create(JsonPath.read(begun.body(), "$.authorizationUrl"));
		HttpResponse<String> done = browser.visit(browser.follow(authorization, this.callback));
		assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
		assertThat(done.headers().firstValue("Location").map(done.uri()::resolve))
			.hasValue(URI.create(this.publicUrl + "/"));
	}

	private HttpResponse<String> connect() {
		HttpResponse<String> tokens = this.client.redeem(this.client.code(), CodeClient.VERIFIER);
		assertThat(tokens.statusCode()).isEqualTo(200);
		return tokens;
	}

	private static void assertRefused(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(response.body(), "$.error")).isEqualTo("invalid_grant");
	}

	private static void assertUnauthorized(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(JsonPath.<String>read(response.body(), "$.error")).isEqualTo("Unauthorized");
	}

	private static <T> List<T> inParallel(int count, Callable<T> call) throws InterruptedException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			return threads.invokeAll(Stream.generate(() -> call).limit(count).toList())
				.stream()
				.map(Future::resultNow)
				.toList();
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
