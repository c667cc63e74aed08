package io.zendeskbff.contract;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions end by their users, OpenID Connect RP-Initiated Logout 1.0, and by the
 * identity provider, OpenID Connect Back-Channel Logout 1.0.
 */
@ExtendWith(LoginBffExtension.class)
class LogoutTests {

	private static final String BACK_CHANNEL = "/logout/connect/back-channel/portal";

	private final LoginBff service;

	private final LoginProvider provider;

	private final PortalBrowser browser;

	LogoutTests(LoginBff service) {
		this.service = service;
		this.provider = service.provider();
		this.browser = service.browser();
	}

	@Test
	void pageLearnsWhereToEndTheProvidersSessionWhenUserLogsOut() {
		HttpResponse<String> ended = this.browser.login().call("POST", "/logout");
		assertThat(ended.statusCode()).isEqualTo(200);
		assertThat(ended.headers().allValues("cache-control")).containsExactly("no-store");
		assertThat(ended.headers().allValues("set-cookie")).singleElement()
			.asString()
			.startsWith("__Host-zendesk-account-bff=; Path=/; Max-Age=0;");
		URI url = URI.create(JsonPath.read(ended.body(), "$.logoutUrl"));
		assertThat(url.toString()).startsWith(this.provider.uri() + "/end-session?");
		MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(url).build().getQueryParams();
		assertThat(query.get("client_id")).containsExactly(LoginProvider.CLIENT_ID);
		assertThat(query.get("post_logout_redirect_uri"))
			.containsExactly(URLEncoder.encode(PortalBrowser.PUBLIC_URL + "/", StandardCharsets.UTF_8));
		assertThat(query.get("id_token_hint")).singleElement().asString().matches("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+");
		assertThat(this.browser.isLoggedIn()).isFalse();
		assertThat(this.browser.cookies()).isEmpty();
	}

	@Test
	void portalNamesItsPageWhenUserLogsOut() {
		HttpResponse<String> ended = this.browser.login().call("POST", "/logout?return_to=" + LoginBff.PORTAL + "/bye");
		assertThat(JsonPath.<String>read(ended.body(), "$.logoutUrl")).contains(
				"post_logout_redirect_uri=" + URLEncoder.encode(LoginBff.PORTAL + "/bye", StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/%5Cevil.example", "%5C%5Cevil.example", "https:evil.example",
			"https://evil.example", "%2F%2Fevil.example", "/%09/evil.example", "/%252Fevil.example",
			"https://admin.example.com.evil.example/", "https://admin.example.com@evil.example/",
			"https://admin.example.com:443/", "https://ADMIN.example.com/", "javascript:alert(1)", "",
			"/&return_to=//evil.example" })
	void sessionGoesOnWhenLogoutWouldLeadElsewhere(String returnTo) {
		HttpResponse<String> refused = this.browser.login().call("POST", "/logout?return_to=" + returnTo);
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
		assertThat(RunningBff.slug(refused)).isEqualTo("bad-request");
		assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	@Test
	void tokenHasNoSessionToEndWhenItIsGood() {
		HttpResponse<String> refused = this.service.bff()
			.send(this.service.bff()
				.request("POST", "/logout", this.service.bff().issuer().owner(), BodyPublishers.noBody()));
		assertThat(refused.statusCode()).isEqualTo(401);
	}

	@Test
	void sessionsOfTheProvidersSessionEndWhenItSaysSo() {
		this.browser.login();
		PortalBrowser elsewhere = loggedIn("sid-2");
		assertThat(backChannel(this.provider.logoutToken(sid("sid-1"))).statusCode()).isEqualTo(200);
		assertThat(this.browser.isLoggedIn()).isFalse();
		assertThat(this.browser.account().statusCode()).isEqualTo(401);
		assertThat(elsewhere.account().statusCode()).isEqualTo(200);
	}

	@Test
	void allSessionsOfUserEndWhenProviderNamesHim() {
		this.browser.login();
		PortalBrowser elsewhere = loggedIn("sid-2");
		this.provider.user((claims) -> claims.subject("adam"));
		PortalBrowser another = this.service.browser().login();
		assertThat(backChannel(this.provider.logoutToken(subject("olive"))).statusCode()).isEqualTo(200);
		assertThat(Stream.of(this.browser, elsewhere, another).map(PortalBrowser::isLoggedIn)).containsExactly(false,
				false, true);
	}

	@Test
	void sessionIsOnlyHisWhenProviderNamesBoth() {
		this.browser.login();
		assertThat(backChannel(this.provider.logoutToken(sid("sid-1").andThen(subject("adam")))).statusCode())
			.isEqualTo(200);
		assertThat(this.browser.isLoggedIn()).isTrue();
		assertThat(backChannel(this.provider.logoutToken(sid("sid-1").andThen(subject("olive")))).statusCode())
			.isEqualTo(200);
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@Test
	void answerIsGoodWhenNobodyIsLoggedIn() {
		HttpResponse<String> answer = backChannel(this.provider.logoutToken(sid("unknown")));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void tokenIsRefusedWhenItComesAgain() {
		String token = this.provider.logoutToken(sid("sid-1"));
		assertThat(backChannel(token).statusCode()).isEqualTo(200);
		this.browser.login();
		assertRefused(backChannel(token));
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("badTokens")
	void nobodyIsLoggedOutWhenTokenIsBad(String what, Consumer<JWTClaimsSet.Builder> change) {
		this.browser.login();
		assertRefused(backChannel(this.provider.logoutToken(sid("sid-1").andThen(change))));
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	static Stream<Object[]> badTokens() {
		Instant now = Instant.now();
		return Stream.of(bad("another issuer", (claims) -> claims.issuer("https://evil.example")),
				bad("another audience", (claims) -> claims.audience("another")),
				bad("no audience", (claims) -> claims.audience((String) null)),
				bad("expired", (claims) -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
				bad("old", (claims) -> claims.issueTime(Date.from(now.minusSeconds(900)))),
				bad("from the future", (claims) -> claims.issueTime(Date.from(now.plusSeconds(900)))),
				bad("without time", (claims) -> claims.issueTime(null)),
				bad("without id", (claims) -> claims.jwtID(null)), bad("empty id", (claims) -> claims.jwtID("")),
				bad("nonce", (claims) -> claims.claim("nonce", "n")),
				bad("no events", (claims) -> claims.claim("events", null)),
				bad("another event", (claims) -> claims.claim("events", Map.of("other", Map.of()))),
				bad("event of another type",
						(claims) -> claims.claim("events",
								Map.of("http://schemas.openid.net/event/backchannel-logout", "yes"))),
				bad("nobody", (claims) -> claims.claim("sid", null)),
				bad("events of another type", (claims) -> claims.claim("events", List.of("x"))));
	}

	private static Object[] bad(String what, Consumer<JWTClaimsSet.Builder> change) {
		return new Object[] { what, change };
	}

	@ParameterizedTest
	@MethodSource("io.zendeskbff.contract.Forgeries#all")
	void nobodyIsLoggedOutWhenTokenIsForged(String what, UnaryOperator<SignedJWT> change) {
		this.browser.login();
		this.provider.forge(change);
		assertRefused(backChannel(this.provider.logoutToken(sid("sid-1"))));
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	@Test
	void sessionEndsWhenProviderNamesUserAndSessionThatIsNotKnown() {
		this.provider.user((claims) -> claims.claim("sid", null));
		this.browser.login();
		assertThat(backChannel(this.provider.logoutToken(sid("sid-9").andThen(subject("olive")))).statusCode())
			.isEqualTo(200);
		assertThat(this.browser.isLoggedIn()).isFalse();
	}

	@Test
	void tokenIsNotTakenFromTheUrlWhenItIsThere() {
		this.browser.login();
		assertRefused(this.browser.send("POST",
				BACK_CHANNEL + "?logout_token=" + this.provider.logoutToken(sid("sid-1")), BodyPublishers.noBody()));
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	@Test
	void formIsRefusedWhenItIsTooLarge() {
		HttpResponse<String> answer = backChannel("x".repeat(70_000));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(RunningBff.slug(answer)).isEqualTo("payload-too-large");
	}

	@Test
	void nobodyIsLoggedOutWhenAnotherKindOfTokenIsSent() {
		this.browser.login();
		assertRefused(backChannel(this.provider.logoutToken("at+jwt", sid("sid-1"))));
		assertRefused(backChannel(this.service.bff().issuer().owner()));
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logout_token=", "logout_token=x", "token=x", "logout_token=a&logout_token=b",
			"logout_token=eyJhbGciOiJub25lIn0.e30." })
	void callIsRefusedWhenItHasNotOneToken(String form) {
		assertRefused(this.browser.send("POST", BACK_CHANNEL, BodyPublishers.ofString(form), "Content-Type",
				"application/x-www-form-urlencoded"));
	}

	private PortalBrowser loggedIn(String sid) {
		this.provider.user((claims) -> claims.claim("sid", sid));
		PortalBrowser user = this.service.browser().login();
		this.provider.reset();
		return user;
	}

	private static Consumer<JWTClaimsSet.Builder> sid(String sid) {
		return (claims) -> claims.claim("sid", sid);
	}

	private static Consumer<JWTClaimsSet.Builder> subject(String subject) {
		return (claims) -> claims.subject(subject);
	}

	/** As the provider does, without cookies. */
	private HttpResponse<String> backChannel(String token) {
		return this.service.browser()
			.send("POST", BACK_CHANNEL, BodyPublishers.ofString("logout_token=" + token), "Content-Type",
					"application/x-www-form-urlencoded");
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(RunningBff.slug(answer)).isEqualTo("bad-request");
		assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
	}

}
