package io.zendeskbff.contract;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Portals' users log in with their browsers, OpenID Connect Core 1.0 section 3.1, and get
 * nothing but a session cookie.
 */
@ExtendWith(LoginBffExtension.class)
class LoginTests {

	private final RunningBff bff;

	private final LoginProvider provider;

	private final PortalBrowser browser;

	LoginTests(LoginBff service) {
		this.bff = service.bff();
		this.provider = service.provider();
		this.browser = service.browser();
	}

	@Test
	void ownerReadsAndUpdatesWhenLoggedIn() {
		this.browser.login();
		HttpResponse<String> account = this.browser.account();
		assertThat(account.statusCode()).as(account.body()).isEqualTo(200);
		assertThat(account.body()).contains("\"billing\"");
		HttpResponse<String> updated = this.browser.put("{\"billing\":{\"city\":\"Basel\"}}");
		assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
		assertThat(JsonPath.<String>read(updated.body(), "$.billing.city")).isEqualTo("Basel");
	}

	@Test
	void nothingButCookieIsGivenToBrowserWhenLoggedIn() {
		URI callback = this.browser.begin("");
		HttpResponse<String> done = this.browser.comeBack(callback);
		assertThat(done.headers().allValues("set-cookie")).hasSize(2)
			.anySatisfy((pending) -> assertThat(pending).matches(
					"__Host-zendesk-account-bff-login-[\\w-]{8}=; Path=/; Max-Age=0; Expires=[^;]+; Secure; HttpOnly; SameSite=Lax"))
			.anySatisfy((session) -> assertThat(session)
				.matches("__Host-zendesk-account-bff=[\\w-]+\\.\\.[\\w.-]+; Path=/; Secure; HttpOnly; SameSite=Lax"));
		assertThat(done.headers().firstValue("cache-control")).hasValue("no-store");
		assertThat(done.body()).isEmpty();
		assertThat(this.browser.session().body()).doesNotContain("at-", "rt-", "eyJ");
	}

	@Test
	void pageLearnsWhoIsLoggedInWhenItAsks() {
		Instant before = Instant.now();
		this.browser.login();
		HttpResponse<String> session = this.browser.session();
		assertThat(session.headers().firstValue("cache-control")).hasValue("no-store");
		assertThat(JsonPath.<Map<String, Object>>read(session.body(), "$")).containsEntry("authenticated", true)
			.containsEntry("name", "Olive Owner")
			.containsEntry("roles", List.of("admin", "owner"))
			.containsEntry("csrfHeader", PortalBrowser.CSRF)
			.containsEntry("logoutUrl", PortalBrowser.PUBLIC_URL + "/logout")
			.containsEntry("loginUrl", PortalBrowser.PUBLIC_URL + "/oauth2/authorization/portal")
			.containsOnlyKeys("authenticated", "name", "roles", "csrfHeader", "logoutUrl", "loginUrl", "expiresAt");
		assertThat(Instant.parse(JsonPath.read(session.body(), "$.expiresAt"))).isBetween(before.plusSeconds(1800),
				Instant.now().plusSeconds(1800));
	}

	@Test
	void pageLearnsWhereToLogInWhenNobodyIs() {
		assertThat(JsonPath.<Map<String, Object>>read(this.browser.session().body(), "$")).isEqualTo(
				Map.of("authenticated", false, "loginUrl", PortalBrowser.PUBLIC_URL + "/oauth2/authorization/portal"));
	}

	@Test
	void authorizationRequestHasWhatTheStandardsWantWhenLoginBegins() {
		URI authorization = PortalBrowser.location(this.browser.visit("/oauth2/authorization/portal?max_age=900"));
		assertThat(authorization.toString()).startsWith(this.provider.uri() + "/authorize?");
		assertThat(authorization.getQuery()).contains("response_type=code", "client_id=" + LoginProvider.CLIENT_ID,
				"scope=openid profile", "code_challenge_method=S256", "max_age=900",
				"redirect_uri=" + PortalBrowser.PUBLIC_URL + "/login/oauth2/code/portal");
		assertThat(authorization.getQuery()).containsPattern("(^|&)state=.{40,}")
			.containsPattern("&nonce=.{40,}")
			.containsPattern("&code_challenge=.{40,}");
	}

	@Test
	void browserHasNothingToReadWhenLoginBegins() {
		URI authorization = PortalBrowser.location(this.browser.visit("/oauth2/authorization/portal"));
		assertThat(this.browser.cookies()).hasSize(1)
			.allSatisfy((name, value) -> assertThat(name).matches("__Host-zendesk-account-bff-login-[\\w-]{8}"))
			.allSatisfy((name, value) -> assertThat(value).matches("[\\w-]+\\.\\.[\\w.-]+"));
		assertThat(authorization.getQuery()).doesNotContain("code_verifier");
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                                         | https://portal.example.com/zendesk/
			?return_to=/zendesk/                       | https://portal.example.com/zendesk/
			?return_to=/other/page?a=b%26c=/d          | https://portal.example.com/other/page?a=b&c=/d
			?return_to=https://portal.example.com/x    | https://portal.example.com/x
			?return_to=https://portal.example.com      | https://portal.example.com
			?return_to=https://admin.example.com/page  | https://admin.example.com/page
			""")
	void browserComesBackWhereThePageWantsWhenLoggedIn(String query, URI page) {
		assertThat(PortalBrowser.location(this.browser.comeBack(this.browser.begin(query)))).isEqualTo(page);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/%5Cevil.example", "%5C%5Cevil.example", "https:evil.example",
			"https://evil.example", "https:/evil.example", "%2F%2Fevil.example", "/%09/evil.example",
			"%09//evil.example", "/%0A/evil.example", "/%252Fevil.example", "/%255Cevil.example",
			"/zendesk/..//evil.example", "https://portal.example.com.evil.example",
			"https://portal.example.com@evil.example/", "https://portal.example.com:444/", "https://portal.example.co",
			"http://portal.example.com/", "https://PORTAL.example.com/", "https://portal.example.com%5C.evil.example/",
			"javascript:alert(1)", "data:text/html,x", "zendesk", "", "https://", "https://%5B::1", "/a%00b",
			"/&return_to=/" })
	void loginDoesNotBeginWhenItWouldEndElsewhere(String returnTo) {
		HttpResponse<String> answer = this.browser.visit("/oauth2/authorization/portal?return_to=" + returnTo);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(RunningBff.slug(answer)).isEqualTo("bad-request");
		assertThat(answer.headers().firstValue("location")).isEmpty();
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "999999999", "", "1&max_age=2" })
	void loginDoesNotBeginWhenItsAgeIsNoNumber(String age) {
		HttpResponse<String> answer = this.browser.visit("/oauth2/authorization/portal?max_age=" + age);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(RunningBff.slug(answer)).isEqualTo("bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/authorization/zendesk", "/oauth2/authorization/", "/oauth2/authorization",
			"/login/oauth2/code/zendesk", "/login", "/oauth2/authorization/portal/", "/default-ui.css" })
	void thereIsNothingWhenAnotherRegistrationIsAskedFor(String path) {
		HttpResponse<String> answer = this.browser.visit(path);
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(RunningBff.slug(answer)).isEqualTo("not-found");
	}

	/** Login CSRF: somebody else's code, with or without his state. */
	@Test
	void nobodyIsLoggedInWhenAnotherBrowserBeganIt() {
		URI foreign = new PortalBrowser(this.bff).begin("");
		assertForeign(this.browser.comeBack(foreign));
		this.browser.begin("");
		assertForeign(this.browser.comeBack(foreign));
		assertThat(this.browser.isLoggedIn()).isFalse();
		assertThat(this.provider.calls("/token")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?code=1", "?state=1", "?code=1&state=", "?error=access_denied",
			"?code=1&state=%00%00%00%00%00%00%00%00" })
	void nobodyIsLoggedInWhenCallbackIsMadeUp(String query) {
		this.browser.begin("");
		assertForeign(this.browser.visit("/login/oauth2/code/portal" + query));
		assertThat(this.provider.calls("/token")).isZero();
	}

	@Test
	void loginEndsOnceWhenCallbackComesTwice() {
		URI callback = this.browser.begin("");
		assertThat(this.browser.comeBack(callback).statusCode()).isEqualTo(303);
		String session = this.browser.sessionCookie();
		assertForeign(this.browser.comeBack(callback));
		assertThat(this.browser.sessionCookie()).isEqualTo(session);
		assertThat(this.provider.calls("/token")).isOne();
	}

	@Test
	void bothEndWellWhenTwoTabsLogIn() {
		URI one = this.browser.begin("?return_to=/one");
		URI other = this.browser.begin("?return_to=/other");
		assertThat(PortalBrowser.location(this.browser.comeBack(one))).hasPath("/one");
		assertThat(PortalBrowser.location(this.browser.comeBack(other))).hasPath("/other");
		assertThat(this.browser.account().statusCode()).isEqualTo(200);
		assertThat(this.browser.cookies()).containsOnlyKeys("__Host-zendesk-account-bff");
	}

	@Test
	void oldOnesMakeRoomWhenLoginsAreBegunOverAndOver() {
		for (int i = 0; i < 20; i++) {
			this.browser.begin("");
			assertThat(this.browser.cookies()).hasSizeLessThanOrEqualTo(3);
		}
		this.browser.login();
		assertThat(this.browser.account().statusCode()).isEqualTo(200);
	}

	@Test
	void pageIsToldWhenUserDenies() {
		this.provider.deny("access_denied");
		HttpResponse<String> back = this.browser.comeBack(this.browser.begin("?return_to=/page?a=b"));
		assertThat(PortalBrowser.location(back))
			.isEqualTo(URI.create("https://portal.example.com/page?a=b&login_error=access_denied"));
		assertThat(this.browser.cookies()).isEmpty();
	}

	@Test
	void pageIsToldWhenProviderFails() {
		for (String error : List.of("server_error", "evil\"error", "temporarily_unavailable")) {
			this.provider.deny(URLEncoder.encode(error, StandardCharsets.UTF_8));
			HttpResponse<String> back = this.browser.comeBack(this.browser.begin(""));
			assertThat(PortalBrowser.location(back)).hasQuery("login_error=failed");
		}
	}

	@Test
	void loginWaitsForBetterTimesWhenProviderIsAway() {
		try (LoginProvider another = new LoginProvider();
				RunningBff service = RunningBff.start(another.settings(PortalBrowser.SETTING))) {
			another.beAway(true);
			PortalBrowser user = new PortalBrowser(service);
			HttpResponse<String> begun = user.visit("/oauth2/authorization/portal");
			assertThat(begun.statusCode()).isEqualTo(503);
			assertThat(RunningBff.slug(begun)).isEqualTo("upstream-unavailable");
			assertThat(begun.headers().firstValue("retry-after")).isPresent();
			another.beAway(false);
			await().until(() -> user.visit("/oauth2/authorization/portal").statusCode() == 302);
			assertThat(user.login().account().statusCode()).isEqualTo(200);
		}
	}

	/** None of these may log anybody in. */
	@ParameterizedTest
	@ValueSource(strings = { "nonce", "iss", "aud", "exp", "sub", "future", "azp" })
	void nobodyIsLoggedInWhenIdTokenIsBad(String claim) {
		this.provider.user((claims) -> {
			switch (claim) {
				case "nonce" -> claims.claim("nonce", "another");
				case "iss" -> claims.issuer("https://evil.example");
				case "aud" -> claims.audience("another-client");
				case "exp" -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)));
				case "sub" -> claims.subject(null);
				case "future" -> claims.issueTime(Date.from(Instant.now().plusSeconds(600)));
				case "azp" -> claims.claim("azp", "another-client");
				default -> throw new IllegalArgumentException(claim);
			}
		});
		HttpResponse<String> back = this.browser.comeBack(this.browser.begin(""));
		assertThat(PortalBrowser.location(back)).hasQuery("login_error=failed");
		assertThat(this.browser.sessionCookie()).isNull();
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("io.zendeskbff.contract.Forgeries#all")
	void nobodyIsLoggedInWhenIdTokenIsForged(String what, UnaryOperator<SignedJWT> change) {
		this.provider.forge(change);
		assertThat(PortalBrowser.location(this.browser.comeBackAfterLogin())).hasQuery("login_error=failed");
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "at+jwt", "logout+jwt" })
	void nobodyIsLoggedInWhenAnotherKindOfTokenIsGiven(String type) {
		this.provider.idTokensOfType(type);
		assertThat(PortalBrowser.location(this.browser.comeBackAfterLogin())).hasQuery("login_error=failed");
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/p?filter=YQ==           | /p?filter=YQ==&login_error=failed
			/p?a[]=1                 | /p?a[]=1&login_error=failed
			/p?                      | /p?login_error=failed
			/p#/settings             | /p?login_error=failed#/settings
			/p?login_error=failed    | /p?login_error=failed
			/p?login_error=x&a=b     | /p?a=b&login_error=failed
			/p?a={b}%7C              | /p?a={b}%7C&login_error=failed
			""")
	void pageIsToldToTheLetterWhenItsUrlIsUnusual(String page, String told) {
		this.provider.deny("server_error");
		HttpResponse<String> back = this.browser
			.comeBack(this.browser.begin("?return_to=" + URLEncoder.encode(page, StandardCharsets.UTF_8)));
		assertThat(back.headers().firstValue("location")).hasValue("https://portal.example.com" + told);
	}

	@Test
	void pageIsToldWhenUserDidNotLogInAnew() {
		this.provider.user((claims) -> claims.claim("auth_time", Date.from(Instant.now().minusSeconds(600))));
		HttpResponse<String> back = this.browser.comeBack(this.browser.begin("?max_age=300"));
		assertThat(PortalBrowser.location(back)).hasQuery("login_error=failed");
		assertThat(this.browser.isLoggedIn()).isFalse();
		assertThat(this.browser.comeBack(this.browser.begin("?max_age=900")).statusCode()).isEqualTo(303);
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/authorization/portal?return_to=%zz", "/oauth2/authorization/portal?max_age=%",
			"/login/oauth2/code/portal?code=s3cret%zz&state=y", "/login/oauth2/code/portal?state=%E4%zz",
			"/connection/callback?code=s3cret%zz&state=y" })
	void callIsRefusedWhenItsParametersAreMalformed(String path) throws IOException {
		RawAnswer answer = raw(path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("problem:bad-request").doesNotContain("s3cret");
		assertThat(this.bff.log().lines()).noneMatch((line) -> line.contains("s3cret"));
	}

	/** Three of them and a session, with the longest page that is taken. */
	@Test
	void browserIsNotLockedOutWhenItsCookiesAreAsLongAsTheyGet() {
		String longest = "/" + "x".repeat(499);
		this.browser.login();
		for (int i = 0; i < 3; i++) {
			this.browser.begin("?return_to=" + longest);
		}
		assertThat(this.browser.cookies()).hasSize(4);
		assertThat(this.browser.account().statusCode()).isEqualTo(200);
		assertThat(this.browser.visit("/oauth2/authorization/portal?return_to=" + longest + "x").statusCode())
			.isEqualTo(400);
	}

	@Test
	void tokenIsNoWayToLogInWhenItIsSent() {
		URI callback = this.browser.begin("");
		for (String authorization : List.of("Bearer " + this.bff.issuer().owner(), "Bearer bad", "Basic b3c6b3c=")) {
			HttpResponse<String> begun = this.browser.visit("/oauth2/authorization/portal", "Authorization",
					authorization);
			HttpResponse<String> ended = this.browser.visit("/login/oauth2/code/portal?" + callback.getRawQuery(),
					"Authorization", authorization);
			for (HttpResponse<String> answer : List.of(begun, ended)) {
				assertThat(answer.statusCode()).as("%s at %s: %s", authorization, answer.uri(), answer.headers().map())
					.isIn(401, 403);
				assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
			}
		}
		assertThat(this.browser.comeBack(callback).statusCode()).isEqualTo(303);
	}

	/** Each call has five seconds in all. */
	@Test
	void pageIsToldWhenProviderHangsInTheMiddle() {
		URI callback = this.browser.begin("");
		this.provider.hang();
		HttpResponse<String> back = this.browser.comeBack(callback);
		assertThat(PortalBrowser.location(back)).hasQuery("login_error=failed");
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@Test
	void providerIsAskedOnceWhenManyWantToLogInWhileItIsAway() throws Exception {
		try (LoginProvider another = new LoginProvider();
				RunningBff service = RunningBff.start(another.settings(PortalBrowser.SETTING));
				ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
			another.beAway(true);
			Callable<Integer> login = () -> new PortalBrowser(service).visit("/oauth2/authorization/portal")
				.statusCode();
			for (Future<Integer> answer : users.invokeAll(Collections.nCopies(50, login))) {
				assertThat(answer.get()).isEqualTo(503);
			}
			assertThat(another.calls("/.well-known/openid-configuration")).isOne();
		}
	}

	@Test
	void adminSeesNoBillingWhenLoggedIn() {
		this.provider.userWithRoles("zendesk-admin");
		this.browser.login();
		assertThat(this.browser.account().body()).contains("account_key").doesNotContain("billing");
		HttpResponse<String> refused = this.browser.put("{\"billing\":{\"city\":\"Basel\"}}");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(RunningBff.slug(refused)).isEqualTo("role-required");
		assertThat(this.bff.accountCalls()).isOne();
	}

	@Test
	void userIsToldWhatHeLacksWhenHeHasNoRole() {
		this.provider.userWithRoles("something-else");
		this.browser.login();
		assertThat(JsonPath.<List<String>>read(this.browser.session().body(), "$.roles")).isEmpty();
		HttpResponse<String> refused = this.browser.account();
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(RunningBff.slug(refused)).isEqualTo("role-required");
		assertThat(JsonPath.<String>read(refused.body(), "$.detail")).isEqualTo("This call needs the role admin. "
				+ "The claim \"roles\" would have to hold one of \"zendesk-admin\", \"zendesk-owner\".");
		assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
	}

	@Test
	void userInfoIsNotAskedWhenIdTokenNamesRole() {
		this.browser.login();
		assertThat(this.provider.calls("/userinfo")).isZero();
	}

	@Test
	void roleIsUserInfosWhenIdTokenNamesNone() {
		this.provider.user((claims) -> claims.claim("roles", null));
		this.provider.userInfo(Map.of("sub", "olive", "roles", List.of("zendesk-admin"), "name", "Ada"));
		this.browser.login();
		assertThat(JsonPath.<List<String>>read(this.browser.session().body(), "$.roles")).containsExactly("admin");
		assertThat(this.provider.calls("/userinfo")).isOne();
	}

	@Test
	void nobodyIsLoggedInWhenUserInfoIsAnotherUsers() {
		this.provider.user((claims) -> claims.claim("roles", null));
		this.provider.userInfo(Map.of("sub", "mallory", "roles", List.of("zendesk-owner")));
		assertThat(PortalBrowser.location(this.browser.comeBack(this.browser.begin(""))))
			.hasQuery("login_error=failed");
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "Olive Owner, ollie, o@example.com, Olive Owner", ", ollie, o@example.com, ollie",
			", , o@example.com, o@example.com", ", , , olive" })
	void userHasHisNameWhenProviderSaysOne(String name, String preferred, String email, String shown) {
		this.provider
			.user((claims) -> claims.claim("name", name).claim("preferred_username", preferred).claim("email", email));
		this.browser.login();
		assertThat(JsonPath.<String>read(this.browser.session().body(), "$.name")).isEqualTo(shown);
	}

	/** Portal and service on one origin, and the ingress leaves the path as it is. */
	@Test
	void everythingIsBelowContextPathWhenThereIsOne() {
		try (LoginBff service = LoginBff.start("--server.servlet.context-path=/zendesk")) {
			PortalBrowser below = PortalBrowser.below("/zendesk", service.bff()).login();
			assertThat(below.account().body()).contains("\"billing\"");
			assertThat(RunningBff.slug(below.visit(RunningBff.ACCOUNT))).isEqualTo("csrf");
			assertThat(below.visit("/").body()).contains("console/console.js");
			assertThat(below.visit("/console/console.js").statusCode()).isEqualTo(200);
			assertThat(below.call("POST", "/logout").statusCode()).isEqualTo(200);
			assertThat(below.isLoggedIn()).isFalse();
		}
	}

	/** Java's own client sends no such path. */
	private RawAnswer raw(String path) throws IOException {
		try (RawConnection connection = new RawConnection(this.bff.uri("/"))) {
			connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
			return connection.read();
		}
	}

	private static void assertForeign(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
		assertThat(RunningBff.slug(answer)).isEqualTo("csrf");
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

}
