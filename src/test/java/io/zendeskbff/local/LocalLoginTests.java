package io.zendeskbff.local;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.tools.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Browsers log in to the local run, and out.
 */
class LocalLoginTests {

	private static final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private static LocalRun run;

	private final LocalBrowser browser = new LocalBrowser();

	@BeforeAll
	static void start() {
		run = LocalRuns.start(printed, "--server.port=" + Ports.free());
	}

	@AfterAll
	static void stop() {
		run.close();
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void pageAndUsersAreNamedWhenAllIsReady() {
		assertThat(printed.toString(UTF_8)).contains("\n# Open " + run.serviceUrl()
				+ "/ and log in as one of owner, admin, nobody; the password is the name.\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			OWNER  | Olive Owner | admin,owner
			ADMIN  | Adam Admin  | admin
			NOBODY | Nora Nobody | ''
			""")
	void sessionSaysWhoItIsWhenUserLogsIn(LocalUser user, String name, String roles) {
		assertThat(logIn(user).uri()).isEqualTo(run.serviceUrl().resolve("/"));
		Map<String, Object> session = session();
		assertThat(session).containsEntry("authenticated", true).containsEntry("name", name);
		assertThat(String.join(",", JsonPath.<List<String>>read(session, "$.roles"))).isEqualTo(roles);
	}

	@Test
	void ownerReadsAndUpdatesWhenLoggedIn() {
		logIn(LocalUser.OWNER);
		assertThat(account().body()).isEqualTo(run.zendesk().account());
		HttpResponse<String> updated = call("PUT", "/api/v2/account", "{\"billing\":{\"city\":\"Basel\"}}");
		assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
		assertThat(run.zendesk().account()).contains("\"city\":\"Basel\"");
		HttpResponse<String> changes = call("GET", "/changes", "");
		assertThat(JsonPath.<String>read(changes.body(), "$.changes[0].by.subject")).isEqualTo("owner");
	}

	@Test
	void adminSeesNoBillingWhenLoggedIn() {
		logIn(LocalUser.ADMIN);
		assertThat(account().statusCode()).isEqualTo(200);
		assertThat(account().body()).contains("account_key").doesNotContain("billing");
		assertRefused(call("PUT", "/api/v2/account", "{\"billing\":{\"city\":\"Genf\"}}"), 403, "role-required");
	}

	@Test
	void userIsToldWhatHeLacksWhenHeHasNoRole() {
		logIn(LocalUser.NOBODY);
		assertRefused(account(), 403, "role-required");
		assertThat(JsonPath.<String>read(account().body(), "$.detail"))
			.contains("The claim \"roles\" would have to hold one of \"zendesk-admin\", \"zendesk-owner\".");
	}

	@Test
	void userEndsWhereHeStartedWhenHeLogsOut() {
		logIn(LocalUser.OWNER);
		HttpResponse<String> answer = call("POST", "/logout", "");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(session()).containsEntry("authenticated", false);
		URI end = URI.create(JsonPath.read(answer.body(), "$.logoutUrl"));
		assertThat(this.browser.open(end).uri()).isEqualTo(run.serviceUrl().resolve("/"));
		logIn(LocalUser.ADMIN);
		assertThat(session()).containsEntry("name", "Adam Admin");
	}

	@Test
	void sessionEndsWhenUserLogsOutAtProvider() {
		logIn(LocalUser.OWNER);
		try (LocalBrowser other = new LocalBrowser()) {
			other.logIn(other.open(loginUrl()), LocalUser.OWNER);
			HttpResponse<String> page = this.browser.open(run.identityProvider());
			assertThat(this.browser.submit(page, Map.of()).uri())
				.isEqualTo(run.identityProvider().resolve("/login?logout"));
			assertThat(session()).containsEntry("authenticated", false);
			assertRefused(account(), 401, "unauthenticated");
			assertThat(session(other)).containsEntry("authenticated", true);
		}
		logIn(LocalUser.OWNER);
		assertThat(account().statusCode()).isEqualTo(200);
	}

	@Test
	void userLogsInOnceMoreWhenHisLoginIsTooOld() {
		logIn(LocalUser.OWNER);
		assertThat(this.browser.open(loginUrl()).uri()).isEqualTo(run.serviceUrl().resolve("/"));
		HttpResponse<String> page = this.browser.open(URI.create(loginUrl() + "?return_to=/page&max_age=0"));
		assertThat(page.uri()).isEqualTo(run.identityProvider().resolve("/login"));
		assertThat(this.browser.logIn(page, LocalUser.OWNER).uri()).isEqualTo(run.serviceUrl().resolve("/page"));
		assertThat(session()).containsEntry("name", "Olive Owner");
	}

	@Test
	void ownerConnectsZendeskWhenNobodyHas() {
		try (LocalRun unconnected = LocalRuns.start(OutputStream.nullOutputStream(), "--spring.profiles.active=connect",
				"--server.port=" + Ports.free())) {
			URI service = unconnected.serviceUrl();
			this.browser.logIn(this.browser.open(service.resolve("/oauth2/authorization/portal")), LocalUser.OWNER);
			HttpResponse<String> begun = this.browser.call("POST", service.resolve("/connection/authorization"), "");
			assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
			HttpResponse<String> back = this.browser
				.open(URI.create(JsonPath.read(begun.body(), "$.authorizationUrl")));
			assertThat(back.uri()).isEqualTo(service.resolve("/"));
			HttpResponse<String> connection = this.browser.call("GET", service.resolve("/connection"), "");
			assertThat(JsonPath.<String>read(connection.body(), "$.status")).isEqualTo("connected");
		}
	}

	private HttpResponse<String> logIn(LocalUser user) {
		return this.browser.logIn(this.browser.open(loginUrl()), user);
	}

	private HttpResponse<String> account() {
		return call("GET", "/api/v2/account", "");
	}

	private HttpResponse<String> call(String method, String path, String body) {
		return this.browser.call(method, run.serviceUrl().resolve(path), body);
	}

	private Map<String, Object> session() {
		return session(this.browser);
	}

	private static Map<String, Object> session(LocalBrowser user) {
		return JsonPath.read(user.open(run.serviceUrl().resolve("/session")).body(), "$");
	}

	/** As the service names it. */
	private URI loginUrl() {
		return URI.create((String) session().get("loginUrl"));
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String slug) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(JsonPath.<String>read(answer.body(), "$.type")).endsWith(":problem:" + slug);
	}

}
