package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * ATTACKS.md, row CORS: only the pages of configured origins can read answers.
 */
@ExtendWith(LoginBffExtension.class)
class CorsTests {

	private final RunningBff bff;

	private final PortalBrowser browser;

	CorsTests(LoginBff service) {
		this.bff = service.bff();
		this.browser = service.browser();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v2/account, 200", "GET, /session, 200", "GET, /connection, 200",
			"POST, /api/v2/account, 405", "POST, /connection, 405" })
	void portalReadsAnswersWhenItsOriginIsConfigured(String method, String path, int status) {
		this.browser.login();
		HttpResponse<String> answer = this.browser.call(method, path, "Origin", LoginBff.PORTAL);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertOpen(answer);
	}

	@Test
	void portalReadsRefusalsWhenItsOriginIsConfigured() {
		HttpResponse<String> anonymous = this.browser.call("GET", RunningBff.ACCOUNT, "Origin", LoginBff.PORTAL);
		assertThat(anonymous.statusCode()).isEqualTo(401);
		assertOpen(anonymous);
		this.browser.login();
		HttpResponse<String> forged = this.browser.visit(RunningBff.ACCOUNT, "Origin", LoginBff.PORTAL);
		assertThat(forged.statusCode()).isEqualTo(403);
		assertOpen(forged);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v2/account", "PUT, /api/v2/chat/account", "DELETE, /connection", "POST, /logout",
			"POST, /connection/authorization", "GET, /changes", "GET, /session" })
	void preflightIsAnsweredWhenOriginIsConfigured(String method, String path) {
		HttpResponse<String> answer = preflight(path, LoginBff.PORTAL, method,
				"content-type,if-match,x-zendesk-account-bff");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertOpen(answer);
		assertThat(List.of(answer.headers().firstValue("access-control-allow-methods").orElseThrow().split(",")))
			.contains(method);
		assertThat(answer.headers().firstValue("access-control-allow-headers").orElseThrow().toLowerCase(Locale.ROOT))
			.contains("content-type", "if-match", "x-zendesk-account-bff");
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "https://admin.example.com.evil.example",
			"https://evil-admin.example.com", "https://admin.example.comx", "http://admin.example.com",
			"https://admin.example.com:8443", "https://ADMIN.example.com", "https://admin.example.com/", "*",
			"https://sub.admin.example.com", "https://portal.example.com", "admin.example.com" })
	void foreignPageReadsNothingWhenItCalls(String origin) {
		this.browser.login();
		for (HttpResponse<String> answer : List.of(this.browser.call("GET", RunningBff.ACCOUNT, "Origin", origin),
				this.browser.call("GET", "/session", "Origin", origin),
				this.bff.get(RunningBff.ACCOUNT, this.bff.issuer().owner(), "Origin", origin),
				preflight(RunningBff.ACCOUNT, origin, "PUT", "x-zendesk-account-bff"))) {
			assertThat(accessControl(answer)).as("status %s", answer.statusCode()).isEmpty();
		}
	}

	@Test
	void preflightIsNoMethodWhenOriginIsForeign() {
		HttpResponse<String> answer = preflight(RunningBff.ACCOUNT, "https://evil.example", "PUT", "content-type");
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(RunningBff.slug(answer)).isEqualTo("method-not-allowed");
	}

	@ParameterizedTest
	@CsvSource({ "TRACE, content-type", "PUT, authorization", "PUT, cookie", "PATCH, content-type" })
	void preflightGrantsNothingWhenItAsksForMore(String method, String headers) {
		HttpResponse<String> answer = preflight(RunningBff.ACCOUNT, LoginBff.PORTAL, method, headers);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(RunningBff.slug(answer)).isEqualTo("csrf");
		assertThat(accessControl(answer)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/connection/callback", "/oauth2/authorization/portal", "/login/oauth2/code/portal",
			"/logout/connect/back-channel/portal" })
	void portalReadsNothingWhenPathIsForBrowsersThemselves(String path) {
		assertThat(accessControl(this.browser.call("GET", path, "Origin", LoginBff.PORTAL))).isEmpty();
	}

	@Test
	void cachesKeepOriginsApartWhenAnswered() {
		HttpResponse<String> answer = this.browser.call("GET", "/session", "Origin", LoginBff.PORTAL);
		assertThat(String.join(",", answer.headers().allValues("vary"))).contains("Origin", "Cookie", "Authorization");
	}

	@Test
	void cachesKnowThatOriginsMatterWhenNoneIsSent() {
		for (HttpResponse<String> answer : List.of(this.browser.visit("/session"),
				this.browser.visit("/session", "Origin", "https://evil.example"),
				this.bff.get(RunningBff.ACCOUNT, this.bff.issuer().admin()))) {
			assertThat(String.join(",", answer.headers().allValues("vary"))).contains("Origin");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PATCH", "OPTIONS" })
	void methodIsRefusedAsForAnyoneWhenPortalSendsIt(String method) {
		HttpResponse<String> answer = this.browser.call(method, RunningBff.ACCOUNT, "Origin", LoginBff.PORTAL);
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(RunningBff.slug(answer)).isEqualTo("method-not-allowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "null", "https://*.example.com", "https://admin.example.com,*" })
	void serviceDoesNotStartWhenOriginIsNone(String origins) {
		try (LoginProvider provider = new LoginProvider()) {
			String[] settings = provider.settings(PortalBrowser.SETTING, "--bff.portal.origins=" + origins);
			assertThatThrownBy(() -> RunningBff.start(settings).close())
				.hasStackTraceContaining("bff.portal.origins must ");
		}
	}

	@Test
	void corsIsNotThereWhenNoOriginIsConfigured() {
		try (LoginBff service = LoginBff.start("--bff.portal.origins=")) {
			HttpResponse<String> answer = service.browser().call("GET", "/session", "Origin", LoginBff.PORTAL);
			assertThat(accessControl(answer)).isEmpty();
			assertThat(String.join(",", answer.headers().allValues("vary"))).doesNotContain("Origin");
		}
	}

	private HttpResponse<String> preflight(String path, String origin, String method, String headers) {
		return this.browser.send("OPTIONS", path, BodyPublishers.noBody(), "Origin", origin,
				"Access-Control-Request-Method", method, "Access-Control-Request-Headers", headers);
	}

	private static void assertOpen(HttpResponse<String> answer) {
		assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(LoginBff.PORTAL);
		assertThat(answer.headers().allValues("access-control-allow-credentials")).containsExactly("true");
	}

	private static Stream<String> accessControl(HttpResponse<String> answer) {
		return answer.headers().map().keySet().stream().filter((name) -> name.startsWith("access-control-"));
	}

}
