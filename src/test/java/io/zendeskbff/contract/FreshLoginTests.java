package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Billing is updated by somebody who has just shown who he is, RFC 9470.
 */
@ExtendWith(LoginBffExtension.class)
class FreshLoginTests {

	private static final String BODY = "{\"billing\":{\"city\":\"Basel\"}}";

	private final RunningBff bff;

	private final LoginProvider provider;

	private final PortalBrowser browser;

	FreshLoginTests(LoginBff service) {
		this.bff = service.bff();
		this.provider = service.provider();
		this.browser = service.browser();
	}

	@Test
	void updateIsRefusedWhenLoginIsOld() {
		HttpResponse<String> refused = authenticatedBefore(910).put(BODY);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(RunningBff.slug(refused)).isEqualTo("login-too-old");
		assertThat(refused.headers().allValues("www-authenticate")).containsExactly(
				"Bearer realm=\"zendesk-account-bff\", error=\"insufficient_user_authentication\", max_age=\"900\"");
		assertThat(JsonPath.<String>read(refused.body(), "$.loginUrl"))
			.isEqualTo(PortalBrowser.PUBLIC_URL + "/oauth2/authorization/portal?max_age=900");
		assertThat(JsonPath.<String>read(refused.body(), "$.applied")).isEqualTo("no");
		assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
		assertThat(this.bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "890, 200", "0, 200", "-600, 200" })
	void updateIsMadeWhenLoginIsFresh(int seconds, int status) {
		assertThat(authenticatedBefore(seconds).put(BODY).statusCode()).isEqualTo(status);
	}

	@Test
	void updateIsMadeWhenProviderDoesNotSayWhen() {
		assertThat(this.browser.login().put(BODY).statusCode()).isEqualTo(200);
	}

	@Test
	void accountIsReadWhenLoginIsOld() {
		assertThat(authenticatedBefore(3_600).account().statusCode()).isEqualTo(200);
	}

	/** What he may do at all comes first, what he sends comes later. */
	@Test
	void roleIsLookedAtFirstWhenLoginIsOld() {
		this.provider.user((claims) -> claims.claim("roles", "zendesk-admin"));
		assertThat(RunningBff.slug(this.browser.login().put(BODY))).isEqualTo("role-required");
		assertThat(RunningBff.slug(authenticatedBefore(3_600).put("no json"))).isEqualTo("login-too-old");
	}

	@Test
	void updateIsMadeWhenUserHasLoggedInAnew() {
		HttpResponse<String> refused = authenticatedBefore(3_600).put(BODY);
		this.provider.reset();
		URI login = URI.create(JsonPath.read(refused.body(), "$.loginUrl"));
		assertThat(this.browser.comeBack(this.browser.begin("?" + login.getQuery())).statusCode()).isEqualTo(303);
		assertThat(this.browser.put(BODY).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenNeedsNoLoginWhenItIsGood() {
		assertThat(this.bff.put(RunningBff.ACCOUNT, this.bff.issuer().owner(), BODY).statusCode()).isEqualTo(200);
	}

	private PortalBrowser authenticatedBefore(int seconds) {
		this.provider.user((claims) -> claims.claim("auth_time", Date.from(Instant.now().minusSeconds(seconds))));
		return this.browser.login();
	}

}
