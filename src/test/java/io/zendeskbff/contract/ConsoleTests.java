package io.zendeskbff.contract;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console's files as browsers get them; what they do is tried with a browser.
 */
@ExtendWith(LoginBffExtension.class)
class ConsoleTests {

	private final PortalBrowser browser;

	ConsoleTests(LoginBff service) {
		this.browser = service.browser();
	}

	@ParameterizedTest
	@CsvSource({ "/, text/html;charset=UTF-8", "/console/console.css, text/css;charset=UTF-8",
			"/console/console.js, text/javascript;charset=UTF-8", "/console/icon.svg, image/svg+xml;charset=UTF-8" })
	void fileHasItsTypeAndNoMoreRightsThanItNeedsWhenRead(String path, String type) {
		HttpResponse<String> file = this.browser.visit(path);
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.headers().allValues("content-type")).containsExactly(type);
		assertThat(file.headers().allValues("content-security-policy")).containsExactly(
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
						+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
						+ "require-trusted-types-for 'script'; trusted-types 'none'");
		assertThat(file.headers().allValues("x-content-type-options")).containsExactly("nosniff");
		assertThat(file.headers().allValues("referrer-policy")).containsExactly("no-referrer");
		assertThat(file.headers().allValues("x-frame-options")).containsExactly("DENY");
		assertThat(file.headers().allValues("cross-origin-opener-policy")).containsExactly("same-origin");
		assertThat(file.headers().allValues("cross-origin-resource-policy")).containsExactly("same-origin");
		assertThat(file.headers().allValues("cache-control")).containsExactly("no-cache");
		assertThat(file.headers().allValues("set-cookie")).isEmpty();
	}

	@Test
	void fileIsNotSentAgainWhenBrowserHasIt() {
		String etag = this.browser.visit("/").headers().firstValue("etag").orElseThrow();
		HttpResponse<String> again = this.browser.visit("/", "If-None-Match", etag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.headers().allValues("etag")).containsExactly(etag);
		assertThat(again.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/index.html", "/console/index.html", "/console/", "/console",
			"/console/../application.yaml", "/console/%2e%2e/application.yaml", "/console/console.js/",
			"/application.yaml", "/favicon.ico", "/console/other.js", "/static/", "/webjars/" })
	void nothingElseIsThereWhenLookedFor(String path) {
		assertThat(this.browser.visit(path).statusCode()).isIn(400, 404);
	}

	@Test
	void pageIsGoneWhenSwitchedOff() {
		try (RunningBff bff = RunningBff.start("--bff.console.enabled=false")) {
			assertThat(bff.get("/", null).statusCode()).isEqualTo(404);
			assertThat(bff.get("/console/console.js", null).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void pageNamesNoOtherHostWhenRead() {
		for (String path : new String[] { "/", "/console/console.css", "/console/console.js", "/console/api.js" }) {
			assertThat(this.browser.visit(path).body().replace("http://www.w3.org/2000/svg", ""))
				.doesNotContain("http:", "https:", "style=", "onclick", "<script>", "eval(", "innerHTML");
		}
	}

}
