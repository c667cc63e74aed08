package io.zendeskbff.local;

import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The local run has Swagger UI over the service's own document.
 */
class SwaggerUiTests {

	private static final Pattern LINK = Pattern.compile("(?:src|href)=\"\\./?([^\"]+)\"|href=\"(index\\.css)\"");

	@Test
	void pageFindsAllThatItNeedsWhenOpened() {
		try (LocalRun run = LocalRuns.start(OutputStream.nullOutputStream()); HttpCalls calls = new HttpCalls()) {
			HttpResponse<String> page = get(calls, run, "/swagger-ui/index.html");
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.headers().allValues("content-security-policy")).singleElement()
				.asString()
				.contains("script-src 'self';");
			assertThat(LINK.matcher(page.body()).results().map(SwaggerUiTests::target)).hasSizeGreaterThan(4)
				.allSatisfy((file) -> assertThat(get(calls, run, "/swagger-ui/" + file).statusCode()).as(file)
					.isEqualTo(200));
			assertThat(get(calls, run, "/swagger-ui/swagger-initializer.js").body())
				.contains("\"configUrl\" : \"/v3/api-docs/swagger-config\"");
			String url = JsonPath.read(get(calls, run, "/v3/api-docs/swagger-config").body(), "$.url");
			assertThat(get(calls, run, url).body()).startsWith("{\"openapi\":\"3.1.");
			assertThat(get(calls, run, "/v3/api-docs.yaml").statusCode()).isEqualTo(404);
		}
	}

	private static String target(MatchResult link) {
		return (link.group(1) != null) ? link.group(1) : link.group(2);
	}

	private static HttpResponse<String> get(HttpCalls calls, LocalRun run, String path) {
		return calls.send(HttpRequest.newBuilder(run.serviceUrl().resolve(path)));
	}

}
