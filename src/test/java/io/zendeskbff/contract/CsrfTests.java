package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
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
		HttpResponse<String> answer = put(header, origin, site);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
		assertThat(RunningBff.slug(answer)).isEqualTo("csrf");
		assertThat(JsonPath.<String>read(answer.body(), "$.applied")).isEqualTo("no");
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
		assertThat(this.bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v2/account", "HEAD, /api/v2/account", "GET, /api/v2/chat/account", "GET, /connection",
			"DELETE, /connection", "POST, /connection/authorization", "GET, /changes", "POST, /logout" })
	void everyCallIsGuardedWhenItHasSession(String method, String path) {
		HttpResponse<String> answer = this.browser.send(method, path, BodyPublishers.noBody());
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(this.browser.isLoggedIn()).isTrue();
		assertThat(this.bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
	void nothingChangesWhenFormIsSent(String type) {
		HttpResponse<String> answer = this.browser.send("PUT", RunningBff.ACCOUNT, BodyPublishers.ofString(BODY),
				"Content-Type", type, "Origin", "https://evil.example");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(RunningBff.slug(answer)).isEqualTo("csrf");
	}

	@Test
	void methodStaysWhenItIsToBeOverridden() {
		HttpResponse<String> answer = this.browser.send("POST", RunningBff.ACCOUNT + "?_method=PUT",
				BodyPublishers.ofString("_method=PUT"), "X-HTTP-Method-Override", "PUT", "Content-Type",
				"application/x-www-form-urlencoded", PortalBrowser.CSRF, "1");
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(this.bff.accountCalls()).isZero();
	}

	@Test
	void sessionGoesOnWhenLogoutIsALink() {
		assertThat(this.browser.visit("/logout").statusCode()).isEqualTo(405);
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
