package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code GET} and {@code HEAD} of the account from the outside.
 */
@ExtendWith(BffExtension.class)
class ReadTests {

	@Test
	void ownerReadsTheVeryBytesWhenZendeskAnswers(RunningBff bff) {
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(bff.zendesk().account());
		assertThat(headers(response)).containsEntry("cache-control", "no-store")
			.containsEntry("content-type", "application/json")
			.containsEntry("vary", "Authorization, Cookie")
			.containsEntry("age", "0")
			.containsEntry("cache-status", "zendesk-account-bff; fwd=bypass");
		assertThat(headers(response).get("etag")).matches("\"[A-Za-z0-9_-]{43}\"");
	}

	@Test
	void adminReadsFourMembersWhenZendeskAnswersMore(RunningBff bff) {
		HttpResponse<String> response = bff.get(RunningBff.CHAT_ACCOUNT, bff.issuer().admin());
		assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$").keySet())
			.isEqualTo(Set.of("account_key", "create_date", "plan", "status"));
		assertThat(response.body()).contains("\"price\":70.0");
		assertThat(headers(response)).containsEntry("cache-control", "private, no-cache");
	}

	@Test
	void nothingElseIsSentOrPassedOnWhenBothHaveMore(RunningBff bff) {
		bff.zendesk()
			.stub(WireMock.get(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.okJson(bff.zendesk().account())
					.withHeader("Set-Cookie", "a=b")
					.withHeader("Server", "zendesk")
					.withHeader("Cache-Control", "public, max-age=600")
					.withHeader("Access-Control-Allow-Origin", "*")
					.withHeader("Location", "https://zendesk.example")
					.withHeader("X-Zendesk", "1")));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().admin(), "Cookie", "a=b",
				"X-Forwarded-For", "10.0.0.1", "X-Request-Id", "my-id", "Traceparent",
				"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Tracestate", "a=b", "Baggage", "a=b",
				"Forwarded", "for=evil");
		assertThat(headers(response).keySet()).containsExactlyInAnyOrder("age", "cache-control", "cache-status",
				"content-length", "content-security-policy", "content-type", "cross-origin-resource-policy", "date",
				"etag", "referrer-policy", "vary", "x-content-type-options", "x-frame-options", "x-request-id");
		LoggedRequest received = bff.zendesk().requests("GET", RunningBff.CHAT_ACCOUNT).getFirst();
		assertThat(received.getHeaders().keys()).extracting((name) -> name.toLowerCase(java.util.Locale.ROOT))
			.containsExactlyInAnyOrder("host", "authorization", "accept", "accept-encoding", "user-agent");
		assertThat(received.getHeader("User-Agent")).startsWith("zendesk-account-bff");
		assertThat(received.getHeader("Accept-Encoding")).isEqualTo("identity");
	}

	@Test
	void tokenIsObtainedOnceWhenManyRead(RunningBff bff) {
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		bff.reset();
		bff.zendesk().revokeTokens();
		for (int i = 0; i < 5; i++) {
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
		}
		assertThat(bff.zendesk().requests("POST", "/oauth2/chat/token")).hasSize(1);
		assertThat(bff.accountCalls()).isEqualTo(6);
	}

	@Test
	void answerIsNothingButDataWhenBrowserOpensIt(RunningBff bff) {
		assertThat(headers(bff.get(RunningBff.ACCOUNT, bff.issuer().owner())))
			.containsEntry("content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
			.containsEntry("x-content-type-options", "nosniff")
			.containsEntry("x-frame-options", "DENY")
			.containsEntry("referrer-policy", "no-referrer")
			.containsEntry("cross-origin-resource-policy", "same-site");
	}

	/** Beyond the container's buffer, and in it. */
	@ParameterizedTest
	@ValueSource(ints = { 10, 20_000 })
	void lengthIsToldWhenTheAccountIsLargeOrSmall(int length, RunningBff bff) {
		String account = bff.zendesk()
			.account()
			.replace("\"status\":", "\"plan_note\":\"" + "a".repeat(length) + "\",\"status\":");
		assertThat(account).hasSizeGreaterThan(length);
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.okJson(account)));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(response.body()).isEqualTo(account);
		assertThat(headers(response))
			.containsEntry("content-length", Integer.toString(account.getBytes(StandardCharsets.UTF_8).length))
			.doesNotContainKey("transfer-encoding");
	}

	@Test
	void headHasTheHeadersOfGetWhenAsked(RunningBff bff) {
		String token = bff.issuer().owner();
		HttpResponse<String> get = bff.get(RunningBff.ACCOUNT, token, "X-Request-Id", "same");
		HttpResponse<String> head = bff
			.send(bff.request("HEAD", RunningBff.ACCOUNT, token, BodyPublishers.noBody(), "X-Request-Id", "same"));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		Map<String, String> expected = headers(get);
		Map<String, String> actual = headers(head);
		expected.remove("date");
		actual.remove("date");
		assertThat(actual).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "W/%s", "\"other\", %s", "*" })
	void answerIs304WhenTagIsKnown(String header, RunningBff bff) {
		String token = bff.issuer().owner();
		String tag = etag(bff.get(RunningBff.ACCOUNT, token));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, token, "If-None-Match", header.formatted(tag));
		assertThat(response.statusCode()).isEqualTo(304);
		assertThat(response.body()).isEmpty();
		assertThat(etag(response)).isEqualTo(tag);
		assertThat(headers(response)).containsEntry("cache-control", "no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"other\"", "unquoted", "\"", "" })
	void answerIs200WhenTagIsNotKnown(String header, RunningBff bff) {
		assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner(), "If-None-Match", header).statusCode())
			.isEqualTo(200);
	}

	@Test
	void ownersTagDoesNotMatchWhenAdminSendsIt(RunningBff bff) {
		String tag = etag(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().admin(), "If-None-Match", tag);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).doesNotContain("billing");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                    | 200
			application/json                       | 200
			application/*                          | 200
			text/html, application/json;q=0.1      | 200
			application/json;charset=utf-8         | 200
			text/html, */*;q=0.1                   | 200
			text/html                              | 406
			application/problem+json               | 406
			application/json;q=0                   | 406
			application/json;q=0, */*              | 406
			nonsense                               | 406
			""")
	void acceptDecidesWhenSent(String accept, int status, RunningBff bff) {
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().admin(), "Accept", accept);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(bff.accountCalls()).isEqualTo((status == 200) ? 1 : 0);
		if (status == 406) {
			assertThat(RunningBff.slug(response)).isEqualTo("not-acceptable");
		}
	}

	@Test
	void requestIdIsEchoedWhenHarmless(RunningBff bff) {
		HttpResponse<String> response = bff.get("/nowhere", null, "X-Request-Id", "Abc-123");
		assertThat(headers(response)).containsEntry("x-request-id", "Abc-123");
		assertThat(JsonPath.<String>read(response.body(), "$.requestId")).isEqualTo("Abc-123");
		assertThat(JsonPath.<String>read(response.body(), "$.instance")).isEqualTo("/nowhere");
	}

	@ParameterizedTest
	@ValueSource(strings = { "with space", "a_b", "", "<script>",
			"12345678901234567890123456789012345678901234567890123456789012345" })
	void requestIdIsMadeAnewWhenOdd(String sent, RunningBff bff) {
		HttpResponse<String> response = bff.get("/nowhere", null, "X-Request-Id", sent);
		assertThat(headers(response).get("x-request-id")).matches("[0-9a-f-]{36}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | text/html        | <html>    | 502 | upstream-invalid | 1
			200 | application/json | []        | 502 | upstream-invalid | 1
			403 | application/json | {}        | 502 | upstream-forbidden | 1
			404 | application/json | {}        | 502 | upstream-invalid | 1
			302 | text/html        | <html>    | 502 | upstream-invalid | 1
			500 | text/html        | <html>    | 502 | upstream-failed | 1
			502 | text/html        | <html>    | 502 | upstream-failed | 2
			503 | text/html        | <html>    | 503 | upstream-unavailable | 2
			504 | text/html        | <html>    | 504 | upstream-timeout | 2
			""")
	void problemSaysWhatHappenedWhenZendeskFails(int upstream, String type, String body, int status, String slug,
			int calls, RunningBff bff) {
		bff.zendesk()
			.stub(WireMock.get(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.status(upstream).withHeader("Content-Type", type).withBody(body)));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(RunningBff.slug(response)).isEqualTo(slug);
		assertThat(response.body()).doesNotContain("applied", "html", "127.0.0.1");
		assertThat(headers(response)).containsEntry("cache-control", "no-store");
		assertThat(bff.accountCalls()).isEqualTo(calls);
	}

	@Test
	void retryAfterIsToldWhenZendeskThrottles(RunningBff bff) {
		bff.zendesk()
			.stub(WireMock.get(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.status(429).withHeader("Retry-After", "50, 47")));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(RunningBff.slug(response)).isEqualTo("upstream-throttled");
		assertThat(headers(response)).containsEntry("retry-after", "50");
		assertThat(JsonPath.<Integer>read(response.body(), "$.retryAfter")).isEqualTo(50);
	}

	private static String etag(HttpResponse<String> response) {
		return response.headers().firstValue("etag").orElseThrow();
	}

	private static Map<String, String> headers(HttpResponse<String> response) {
		Map<String, String> headers = new TreeMap<>();
		response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", List.copyOf(values))));
		return headers;
	}

}
