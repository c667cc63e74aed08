package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row session: a session is the browser's that logged in, until it ends.
 */
@ExtendWith(LoginBffExtension.class)
class SessionTests {

	private static final String COOKIE = "__Host-zendesk-account-bff";

	private static final String LOGIN = PortalBrowser.PUBLIC_URL + "/oauth2/authorization/portal";

	private final RunningBff bff;

	private final PortalBrowser browser;

	SessionTests(LoginBff service) {
		this.bff = service.bff();
		this.browser = service.browser();
	}

	@Test
	void idIsNewWhenUserLogsIn() {
		this.browser.cookies().put(COOKIE, "attackers");
		this.browser.login();
		String first = this.browser.sessionCookie();
		assertThat(first).isNotEqualTo("attackers");
		this.browser.login();
		assertThat(this.browser.sessionCookie()).isNotEqualTo(first);
	}

	@Test
	void sessionBeforeEndsWhenUserLogsInAnew() {
		PortalBrowser fixed = new PortalBrowser(this.bff);
		this.browser.login();
		fixed.cookies().putAll(this.browser.cookies());
		this.browser.login();
		assertUnauthenticated(fixed.account());
		assertThat(this.browser.account().statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "?session={id}", "?JSESSIONID={id}", ";jsessionid={id}", "?__Host-zendesk-account-bff={id}" })
	void idIsNoneWhenItIsInTheUrl(String form) {
		String id = this.browser.login().sessionCookie();
		HttpResponse<String> answer = new PortalBrowser(this.bff).call("GET",
				RunningBff.ACCOUNT + form.replace("{id}", id));
		assertThat(answer.statusCode()).isIn(401, 404);
		assertThat(answer.body()).contains("\"instance\":\"" + RunningBff.ACCOUNT + '"').doesNotContain(id);
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("badCookies")
	void nobodyIsKnownWhenCookieIsNotOurs(String what, UnaryOperator<String> change) {
		String good = this.browser.login().sessionCookie();
		this.browser.cookies().put(COOKIE, change.apply(Objects.requireNonNull(good)));
		assertUnauthenticated(this.browser.account());
		assertThat(this.browser.isLoggedIn()).isFalse();
		assertThat(this.bff.accountCalls()).isZero();
	}

	static Stream<Object[]> badCookies() {
		return Stream.of(bad("empty", (_) -> ""), bad("random", (_) -> "a".repeat(43)),
				bad("cut", (good) -> good.substring(0, good.length() - 1)), bad("longer", (good) -> good + "A"),
				bad("other bits", SessionTests::flipped), bad("a JWT", (_) -> "eyJhbGciOiJub25lIn0.e30."),
				bad("long", (_) -> "x".repeat(4_000)), bad("of another place", SessionTests::moved),
				bad("plain", (_) -> "\"" + "x".repeat(43) + "\""));
	}

	private static Object[] bad(String what, UnaryOperator<String> change) {
		return new Object[] { what, change };
	}

	private static String flipped(String good) {
		char[] letters = good.toCharArray();
		int middle = good.lastIndexOf('.') - 5;
		letters[middle] = (letters[middle] == 'A') ? 'B' : 'A';
		return new String(letters);
	}

	/** The header says which cookie the text was sealed for. */
	private static String moved(String good) {
		String[] parts = good.split("\\.", 2);
		String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.US_ASCII);
		String other = header.replace(COOKIE, COOKIE + "-login-12345678");
		return Base64.getUrlEncoder().withoutPadding().encodeToString(other.getBytes(StandardCharsets.US_ASCII)) + "."
				+ parts[1];
	}

	@Test
	void pendingLoginIsNoSessionWhenItsCookieIsMoved() {
		this.browser.begin("");
		String pending = this.browser.cookies().values().iterator().next();
		this.browser.cookies().put(COOKIE, pending);
		assertUnauthenticated(this.browser.account());
	}

	@Test
	void callIsAnsweredInWordsWhenSessionHasEnded() {
		PortalBrowser other = new PortalBrowser(this.bff);
		this.browser.login();
		other.cookies().putAll(this.browser.cookies());
		assertThat(this.browser.call("POST", "/logout").statusCode()).isEqualTo(200);
		HttpResponse<String> answer = other.account();
		assertUnauthenticated(answer);
		assertThat(JsonPath.<String>read(answer.body(), "$.loginUrl")).isEqualTo(LOGIN);
		assertThat(answer.headers().firstValue("location")).isEmpty();
		assertThat(other.isLoggedIn()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v2/account", "HEAD, /api/v2/account", "PUT, /api/v2/account", "GET, /connection",
			"DELETE, /connection", "POST, /connection/authorization", "GET, /changes", "POST, /logout",
			"GET, /session" })
	void nobodyGetsSessionWhenHeIsAnonymous(String method, String path) {
		HttpResponse<String> answer = this.browser.call(method, path);
		assertThat(answer.statusCode()).isEqualTo(path.equals("/session") ? 200 : 401);
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

	@Test
	void tokenGetsNoSessionWhenItIsGood() {
		HttpResponse<String> answer = this.bff.get(RunningBff.ACCOUNT, this.bff.issuer().owner());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		HttpResponse<String> session = this.bff.get("/session", this.bff.issuer().owner());
		assertThat(JsonPath.<Boolean>read(session.body(), "$.authenticated")).isFalse();
	}

	@Test
	void cookieIsNotLookedAtWhenTokenIsBad() {
		this.browser.login();
		for (String authorization : new String[] { "Bearer bad", "Basic b3duZXI6b3duZXI=", "", "Bearer" }) {
			HttpResponse<String> answer = this.browser.call("GET", RunningBff.ACCOUNT, "Authorization", authorization);
			assertUnauthenticated(answer);
			assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		}
		assertThat(this.bff.accountCalls()).isZero();
	}

	/** A token that is good needs no header, for no cookie is looked at. */
	@Test
	void tokenCountsWhenThereIsCookieToo() {
		this.browser.login();
		HttpResponse<String> answer = this.browser.send("GET", RunningBff.ACCOUNT, BodyPublishers.noBody(),
				"Authorization", "Bearer " + this.bff.issuer().admin());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).doesNotContain("billing");
	}

	@Test
	void idTokenIsNoBearerTokenWhenItIsSent() {
		HttpResponse<String> answer = this.bff.get(RunningBff.ACCOUNT,
				this.bff.issuer().with((claims) -> claims.audience(LoginProvider.CLIENT_ID)));
		assertUnauthenticated(answer);
	}

	@Test
	void userIsToldInHisWordsWhenHeHasNoSession() {
		assertThat(JsonPath.<String>read(this.browser.account().body(), "$.detail"))
			.isEqualTo("Nobody is logged in, or the session has ended.");
	}

	private static void assertUnauthenticated(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
		assertThat(RunningBff.slug(answer)).isEqualTo("unauthenticated");
		assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

}
