package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row CSRF: what other sites make a browser send changes nothing.
 */
@ExtendWith(LoginBffExtension.class)
class CsrfTests {

	private static final String BODY = "{\"billing\":{\"city\":\"Basel\"}}";

	private final RunningBff bff;

	private final PortalBrowser browser;

	CsrfTests(LoginBff service) {
		this.bff = service.bff();
		this.browser = service.browser().login();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			1 | -                                 | -
			0 | https://portal.example.com        | -
			- | https://portal.example.com        | same-origin
			1 | -                                 | same-origin
			1 | https://admin.example.com         | -
			1 | https://admin.example.com         | same-site
			""")
	void updateIsMadeWhenPageIsOurs(String header, String origin, String site) {
		HttpResponse<String> answer = put((header != null) ? header : "", origin, site);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			- | -                                 | -
			- | https://portal.example.com        | same-origin
			- | https://admin.example.com         | same-site
			1 | null                              | -
			1 | null                              | cross-site
			1 | https://evil.example              | cross-site
			1 | https://evil.example              | -
			1 | https://evil.example              | same-origin
			1 | https://evil.example.com          | same-site
			1 | https://other.example.com         | same-site
			1 | https://portal.example.com        | cross-site
			1 | https://admin.example.com         | cross-site
			1 | -                                 | same-site
			1 | -                                 | cross-site
			1 | -                                 | none
			1 | https://portal.example.com        | none
			1 | http://portal.example.com         | -
			1 | https://portal.example.com:8443   | -
			1 | https://portal.example.com.evil.x | -
			1 | https://PORTAL.example.com        | -
			1 | https://portal.example.com/       | -
			1 | https://portal.example.com https://evil.example | -
			1 | ''                                | -
			1 | https://portal.example.com        | SAME-ORIGIN
			""")
	void nothingChangesWhenAnotherSiteMayHaveSentIt(String header, String origin, String site) {
		assertUnchanged(put(header, origin, site), 403, "csrf");
	}

	private void assertUnchanged(HttpResponse<String> answer, int status, String slug) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(RunningBff.slug(answer)).isEqualTo(slug);
		assertThat(JsonPath.<String>read(answer.body(), "$.applied")).isEqualTo("no");
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		assertThat(this.bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v2/account", "HEAD, /api/v2/account", "GET, /api/v2/chat/account", "GET, /connection",
			"DELETE, /connection", "POST, /connection/authorization", "GET, /changes", "POST, /logout" })
	void everyCallIsGuardedWhenItHasSession(String method, String path) {
		for (String[] headers : new String[][] { {}, { "Sec-Fetch-Site", "same-origin" },
				{ PortalBrowser.CSRF, "1", "Sec-Fetch-Site", "cross-site" },
				{ PortalBrowser.CSRF, "1", "Origin", "null" },
				{ PortalBrowser.CSRF, "1", "Origin", "https://other.example.com" },
				{ PortalBrowser.CSRF, "1", "Origin", LoginBff.PORTAL, "Origin", "https://evil.example" } }) {
			HttpResponse<String> answer = this.browser.send(method, path, BodyPublishers.noBody(), headers);
			assertThat(answer.statusCode()).as("%s", List.of(headers)).isEqualTo(403);
			assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		}
		assertThat(this.browser.isLoggedIn()).isTrue();
		assertThat(this.bff.accountCalls()).isZero();
		HttpResponse<String> connection = this.bff.get("/connection", this.bff.issuer().owner());
		assertThat(JsonPath.<String>read(connection.body(), "$.status")).isEqualTo("connected");
	}

	/** What a page can make a browser send without asking; a page of ours neither. */
	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"text/plain; application/json" })
	void nothingChangesWhenFormIsSent(String type) {
		assertUnchanged(form(type, "Origin", "https://evil.example"), 403, "csrf");
		assertUnchanged(form(type), 403, "csrf");
		assertUnchanged(form(type, PortalBrowser.CSRF, "1"), 415, "unsupported-media-type");
	}

	private HttpResponse<String> form(String type, String... headers) {
		return this.browser.send("PUT", RunningBff.ACCOUNT, BodyPublishers.ofString(BODY),
				Stream.concat(Stream.of("Content-Type", type), Arrays.stream(headers)).toArray(String[]::new));
	}

	@ParameterizedTest
	@CsvSource({ "POST, /api/v2/account?_method=PUT, PUT, 405", "POST, /api/v2/account, PUT, 405",
			"POST, /connection?_method=DELETE, DELETE, 405", "GET, /connection?_method=DELETE, DELETE, 200",
			"GET, /logout?_method=POST, POST, 405", "GET, /connection/authorization?_method=POST, POST, 405" })
	void methodStaysWhenItIsToBeOverridden(String method, String path, String other, int status) {
		HttpResponse<String> answer = this.browser.send(method, path, BodyPublishers.ofString("_method=" + other),
				"X-HTTP-Method-Override", other, "X-HTTP-Method", other, "X-Method-Override", other, "Content-Type",
				"application/x-www-form-urlencoded", PortalBrowser.CSRF, "1");
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		assertThat(this.browser.isLoggedIn()).isTrue();
		assertThat(this.bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/logout", "/logout?return_to=/", "/logout/connect/back-channel/portal" })
	void sessionGoesOnWhenLogoutIsALink(String link) {
		HttpResponse<String> answer = this.browser.visit(link);
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		assertThat(this.browser.isLoggedIn()).isTrue();
	}

	/** Who is not logged in learns that first. */
	@Test
	void loginIsAskedForWhenThereIsNeitherSessionNorHeader() {
		HttpResponse<String> answer = new PortalBrowser(this.bff).visit(RunningBff.ACCOUNT);
		assertThat(answer.statusCode()).isEqualTo(401);
	}

	@Test
	void tokenNeedsNoHeaderWhenItIsGood() {
		HttpResponse<String> answer = this.bff.put(RunningBff.ACCOUNT, this.bff.issuer().owner(), BODY, "Origin",
				"https://evil.example", "Sec-Fetch-Site", "cross-site");
		assertThat(answer.statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> put(String header, String origin, String site) {
		return this.browser.send("PUT", RunningBff.ACCOUNT, BodyPublishers.ofString(BODY),
				Stream.of(new String[] { PortalBrowser.CSRF, header }, new String[] { "Origin", origin },
						new String[] { "Sec-Fetch-Site", site }, new String[] { "Content-Type", "application/json" })
					.filter((pair) -> pair[1] != null)
					.flatMap(Arrays::stream)
					.toArray(String[]::new));
	}

}
