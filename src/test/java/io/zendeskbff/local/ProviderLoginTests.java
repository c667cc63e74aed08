package io.zendeskbff.local;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People log in and out at the local identity provider as at a real one.
 */
class ProviderLoginTests {

	private final LoginReceiver service = new LoginReceiver();

	private final LoginClient client = this.service.client();

	private final LocalIdentityProvider provider = LocalIdentityProvider.start(0, List.of(this.client));

	private final HttpCalls calls = new HttpCalls();

	private final LoginFlow flow = new LoginFlow(this.provider.issuer(), this.client, this.calls);

	private final LocalBrowser browser = new LocalBrowser();

	@AfterEach
	void close() {
		this.browser.close();
		this.calls.close();
		this.provider.close();
		this.service.close();
	}

	@ParameterizedTest
	@EnumSource
	void idTokenSaysWhoItIsWhenUserLogsIn(LocalUser user) {
		Instant before = Instant.now().minusSeconds(1);
		Jwt token = this.flow.logIn(this.browser, user);
		assertThat(token.getClaims()).containsEntry("sub", user.id())
			.containsEntry("name", user.fullName())
			.containsEntry("preferred_username", user.id())
			.containsEntry("roles", user.roles())
			.containsEntry("aud", List.of(LoginClient.ID))
			.containsEntry("nonce", "nonce-1");
		assertThat(token.getClaimAsString("iss")).isEqualTo(this.provider.issuer().toString());
		assertThat(token.getClaimAsString("sid")).isNotEmpty();
		assertThat(token.getClaimAsInstant("auth_time")).isBetween(before, Instant.now());
	}

	@Test
	void accessTokenIsNoneOfPortalsWhenUserLogsIn() {
		HttpResponse<String> back = this.browser.logIn(this.browser.open(this.flow.authorization(Map.of())),
				LocalUser.OWNER);
		String answer = this.flow.redeem(this.flow.code(back), LoginFlow.VERIFIER).body();
		Jwt token = this.flow.decoder().decode(JsonPath.read(answer, "$.access_token"));
		assertThat(token.getAudience()).containsExactly(LoginClient.ID);
		assertThat(token.getClaims()).doesNotContainKey("roles");
		assertThat(JsonPath.<Map<String, Object>>read(answer, "$")).doesNotContainKey("refresh_token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login/oauth2/code/portal/", "/login/oauth2/code/zendesk", "/",
			"/login/oauth2/code/portal?a=b", "/login/oauth2/code/../code/portal" })
	void browserIsNotSentBackWhenRedirectUriIsAnother(String path) {
		this.flow.logIn(this.browser, LocalUser.OWNER);
		List<String> visits = List.copyOf(this.service.visits());
		HttpResponse<String> answer = this.browser
			.open(this.flow.authorization(Map.of("redirect_uri", this.client.service() + path)));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(this.service.visits()).isEqualTo(visits);
	}

	@ParameterizedTest
	@CsvSource({ "owner, admin", "owner, OWNER", "stranger, stranger", "owner, ''" })
	void nobodyIsLoggedInWhenPasswordIsWrong(String name, String password) {
		HttpResponse<String> answer = this.browser.logIn(this.browser.open(this.flow.authorization(Map.of())), name,
				password);
		assertThat(answer.uri()).isEqualTo(this.provider.issuer().resolve("/login?error"));
		assertThat(this.browser.open(this.flow.authorization(Map.of())).uri()).hasPath("/login");
		assertThat(this.service.visits()).isEmpty();
	}

	@Test
	void codeIsNotRedeemedWhenVerifierIsAnother() {
		HttpResponse<String> back = this.browser.logIn(this.browser.open(this.flow.authorization(Map.of())),
				LocalUser.OWNER);
		HttpResponse<String> answer = this.flow.redeem(this.flow.code(back), LoginFlow.VERIFIER + "A");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.body(), "$.error")).isEqualTo("invalid_grant");
	}

	@Test
	void nobodyLogsInAgainWhenLoginIsFreshEnough() {
		Jwt first = this.flow.logIn(this.browser, LocalUser.OWNER);
		Jwt second = this.flow.idToken(this.browser.open(this.flow.authorization(Map.of("max_age", "3600"))));
		for (String claim : List.of("auth_time", "sid", "sub")) {
			assertThat(second.<Object>getClaim(claim)).isEqualTo(first.getClaim(claim));
		}
	}

	@ParameterizedTest
	@CsvSource({ "max_age, 0", "prompt, login" })
	void userLogsInOnceMoreWhenClientWantsHimTo(String name, String value) {
		this.flow.logIn(this.browser, LocalUser.OWNER);
		Map<String, String> fresh = Map.of(name, value, "state", "wants-fresh");
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> page = this.browser.open(this.flow.authorization(fresh));
			assertThat(page.uri()).hasPath("/login");
			assertThat(this.browser.open(this.flow.authorization(fresh)).uri()).hasPath("/login");
			Jwt token = this.flow.idToken(this.browser.logIn(page, LocalUser.ADMIN));
			assertThat(token.getSubject()).isEqualTo("admin");
			assertThat(token.getClaimAsString("sid")).isNotEmpty();
		}
	}

	@Test
	void pageOfProviderIsShownWhenUserLogsInThere() {
		this.flow.logIn(this.browser, LocalUser.OWNER);
		HttpResponse<String> page = this.browser.logIn(this.browser.open(this.provider.issuer().resolve("/login")),
				LocalUser.ADMIN);
		assertThat(page.uri()).hasPath("/");
		assertThat(page.body()).contains("Adam Admin", "Log out").doesNotContain("http:", "https:", "<script");
	}

	@Test
	void serviceIsToldWhenUserLogsOutAtProvider() {
		Jwt idToken = this.flow.logIn(this.browser, LocalUser.OWNER);
		HttpResponse<String> end = logOut(this.browser);
		assertThat(end.uri()).isEqualTo(this.provider.issuer().resolve("/login?logout"));
		assertThat(this.browser.open(this.flow.authorization(Map.of())).uri()).hasPath("/login");
		assertThat(this.service.logouts()).hasSize(1);
		assertLogoutToken(this.service.logouts().getFirst(), idToken);
	}

	@Test
	void onlyThatOneEndsWhenUserHasTwoBrowsers() {
		Jwt first = this.flow.logIn(this.browser, LocalUser.OWNER);
		try (LocalBrowser other = new LocalBrowser()) {
			Jwt second = this.flow.logIn(other, LocalUser.OWNER);
			assertThat(second.getClaimAsString("sid")).isNotEqualTo(first.getClaimAsString("sid"));
			Jwt again = this.flow.idToken(this.browser.open(this.flow.authorization(Map.of())));
			assertThat(again.getClaimAsString("sid")).isEqualTo(first.getClaimAsString("sid"));
			logOut(this.browser);
			assertLogoutToken(this.service.logouts().getFirst(), first);
			assertThat(this.flow.idToken(other.open(this.flow.authorization(Map.of()))).getClaimAsString("sid"))
				.isEqualTo(second.getClaimAsString("sid"));
		}
	}

	@Test
	void serviceIsToldWhenBrowserEndsItsSession() {
		Jwt idToken = this.flow.logIn(this.browser, LocalUser.OWNER);
		HttpResponse<String> end = this.browser.open(this.flow.endSession(idToken, this.client.home()));
		assertThat(end.uri()).isEqualTo(this.client.home());
		assertLogoutToken(this.service.logouts().getFirst(), idToken);
		assertThat(this.browser.open(this.flow.authorization(Map.of())).uri()).hasPath("/login");
		assertThat(this.browser.open(this.flow.endSession(idToken, this.client.home())).uri())
			.isEqualTo(this.client.home());
		assertThat(this.service.logouts()).hasSize(1);
	}

	@Test
	void sessionGoesOnWhenBrowserWouldBeSentElsewhere() {
		Jwt idToken = this.flow.logIn(this.browser, LocalUser.OWNER);
		URI elsewhere = this.client.home().resolve("/elsewhere");
		assertThat(this.browser.open(this.flow.endSession(idToken, elsewhere)).statusCode()).isEqualTo(400);
		assertThat(this.service.logouts()).isEmpty();
		assertThat(this.browser.open(this.flow.authorization(Map.of())).uri()).hasPath("/login/oauth2/code/portal");
	}

	@Test
	void userIsLoggedOutWhenServiceIsAway() {
		this.flow.logIn(this.browser, LocalUser.OWNER);
		this.service.close();
		assertThat(logOut(this.browser).uri()).isEqualTo(this.provider.issuer().resolve("/login?logout"));
	}

	private HttpResponse<String> logOut(LocalBrowser user) {
		HttpResponse<String> page = user.open(this.provider.issuer());
		assertThat(page.body()).contains("Olive Owner");
		return user.submit(page, Map.of());
	}

	/** OpenID Connect Back-Channel Logout 1.0 section 2.4. */
	private void assertLogoutToken(String form, Jwt idToken) {
		assertThat(form).startsWith("logout_token=");
		Jwt token = logoutTokens().decode(form.substring("logout_token=".length()));
		for (String claim : List.of("iss", "aud", "sub", "sid")) {
			assertThat(token.<Object>getClaim(claim)).isNotNull().isEqualTo(idToken.getClaim(claim));
		}
		assertThat(token.getClaims()).containsOnlyKeys("iss", "aud", "sub", "sid", "iat", "exp", "jti", "events")
			.containsEntry("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofMinutes(2));
	}

	private JwtDecoder logoutTokens() {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(this.provider.issuer() + "/oauth2/jwks").build();
		decoder.setJwtValidator(
				new DelegatingOAuth2TokenValidator<>(new JwtTypeValidator("logout+jwt"), new JwtTimestampValidator()));
		return decoder;
	}

}
