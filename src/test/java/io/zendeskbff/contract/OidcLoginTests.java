package io.zendeskbff.contract;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.tools.Ports;
import io.zendeskbff.tools.RequiresNodePackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users log in and out by a certified OpenID Connect provider, as it is: roles in
 * UserInfo, a page to confirm a logout, its own logout tokens.
 */
@RequiresNodePackage("oidc-provider")
class OidcLoginTests {

	private static final Pattern HIDDEN = Pattern.compile("action=\"([^\"]+)\".*?name=\"xsrf\" value=\"([^\"]+)\"",
			Pattern.DOTALL);

	private static final String CSRF = PortalBrowser.CSRF;

	private static String service;

	private static NodeProcess provider;

	private static RunningBff bff;

	private final Browser browser = new Browser();

	@BeforeAll
	static void start() {
		int port = Ports.free();
		service = "http://127.0.0.1:" + port;
		provider = NodeProcess.start("oidc-login.mjs", service);
		String registration = "--spring.security.oauth2.client.registration.portal.client-";
		bff = RunningBff.start("--server.port=" + port, "--bff.public-url=" + service, registration + "id=bff-login",
				registration + "secret=bff-login-secret",
				"--spring.security.oauth2.client.provider.portal.issuer-uri=" + provider.address());
	}

	@AfterAll
	static void stop() {
		bff.close();
		provider.close();
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void ownerReadsWhenHisRoleIsInUserInfo() {
		assertThat(login("").headers().firstValue("location")).hasValue(service + "/");
		assertThat(JsonPath.<Map<String, Object>>read(session(), "$")).containsEntry("name", "Olive Owner")
			.containsEntry("roles", List.of("admin", "owner"));
		assertThat(call("GET", RunningBff.ACCOUNT).body()).contains("\"billing\"");
	}

	@Test
	void userHasToLogInAgainWhenHeHasLoggedOutEverywhere() {
		login("");
		int logins = logins();
		login("");
		assertThat(logins()).as("he is logged in at the provider").isEqualTo(logins);
		URI logout = URI.create(JsonPath.read(call("POST", "/logout").body(), "$.logoutUrl"));
		assertThat(confirm(logout).headers().firstValue("location")).hasValue(service + "/");
		assertThat(isLoggedIn()).isFalse();
		login("");
		assertThat(logins()).isEqualTo(logins + 1);
	}

	@Test
	void sessionEndsOnceWhenUserLogsOutAtTheProvider() {
		login("");
		int before = logoutTokens().size();
		confirm(provider.address().resolve("/session/end"));
		assertThat(logoutTokens()).hasSize(before + 1);
		assertThat(isLoggedIn()).isFalse();
		assertThat(call("GET", RunningBff.ACCOUNT).statusCode()).isEqualTo(401);
		login("");
		HttpResponse<String> replayed = bff.send(HttpRequest.newBuilder(bff.uri("/logout/connect/back-channel/portal"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("logout_token=" + logoutTokens().getLast())));
		assertThat(replayed.statusCode()).isEqualTo(400);
		assertThat(isLoggedIn()).isTrue();
	}

	@Test
	void updateIsMadeWhenUserHasLoggedInAnewForIt() {
		login("");
		int logins = logins();
		login("?max_age=0");
		assertThat(logins()).isEqualTo(logins + 1);
		HttpResponse<String> updated = this.browser.send(HttpRequest.newBuilder(bff.uri(RunningBff.ACCOUNT))
			.header(CSRF, "1")
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString("{\"billing\":{\"city\":\"Basel\"}}")));
		assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
	}

	private HttpResponse<String> login(String query) {
		URI callback = this.browser.follow(URI.create(service + "/oauth2/authorization/portal" + query),
				URI.create(service + "/login/oauth2/code/portal"));
		HttpResponse<String> done = this.browser.visit(callback);
		assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
		return done;
	}

	/** The provider asks first. */
	private HttpResponse<String> confirm(URI logout) {
		HttpResponse<String> page = this.browser.visit(logout);
		Matcher form = HIDDEN.matcher(page.body());
		assertThat(form.find()).as(page.body()).isTrue();
		return this.browser.send(HttpRequest.newBuilder(URI.create(form.group(1)))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers
				.ofString("logout=yes&xsrf=" + URLEncoder.encode(form.group(2), StandardCharsets.UTF_8))));
	}

	private HttpResponse<String> call(String method, String path) {
		return this.browser
			.send(HttpRequest.newBuilder(bff.uri(path)).header(CSRF, "1").method(method, BodyPublishers.noBody()));
	}

	private String session() {
		return this.browser.visit(bff.uri("/session")).body();
	}

	private boolean isLoggedIn() {
		return JsonPath.<Boolean>read(session(), "$.authenticated");
	}

	private static int logins() {
		return JsonPath.read(stats(), "$.logins");
	}

	private static List<String> logoutTokens() {
		return JsonPath.read(stats(), "$.logoutTokens");
	}

	private static String stats() {
		try (HttpCalls calls = new HttpCalls()) {
			return calls.send(HttpRequest.newBuilder(provider.address().resolve("/control/stats"))).body();
		}
	}

}
