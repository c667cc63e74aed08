package io.zendeskbff.contract;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.FakeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code PUT} of the account from the outside: what Zendesk receives, what the caller is
 * told, and in which order things are looked at.
 */
@ExtendWith(CachingBffExtension.class)
class UpdateTests {

	private static final String UPDATE = "{\"billing\":{\"city\":\"Thun\"}}";

	@Test
	void accountIsTheAnswerWhenOwnerUpdates(RunningBff bff) {
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), """
				{ "billing" : { "phone":"+12(1)123456", "c\\u0069ty":"Z\\u00fcrich \\ud83d\\ude00", "cycle":12 } }""");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(bff.zendesk().account());
		assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
		assertThat(bodiesReceived(bff))
			.containsExactly("{\"billing\":{\"phone\":\"+12(1)123456\",\"city\":\"Zürich 😀\",\"cycle\":12}}");
		assertThat(bff.accountCalls()).isEqualTo(2);
		String etag = response.headers().firstValue("etag").orElseThrow();
		assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner(), "If-None-Match", etag).statusCode())
			.isEqualTo(304);
	}

	@Test
	void onlyTheseHeadersLeaveWhenOwnerUpdates(RunningBff bff) {
		bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, "Cookie", "a=b", "X-Forwarded-For", "1.2.3.4",
				"If-Match", "*");
		Request received = bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT).getFirst();
		assertThat(received.getHeaders().keys()).extracting((name) -> name.toLowerCase(java.util.Locale.ROOT))
			.containsExactlyInAnyOrder("host", "authorization", "accept", "accept-encoding", "user-agent",
					"content-type", "content-length");
		assertThat(received.getHeader("Content-Type")).isEqualTo("application/json");
		assertThat(received.header("Authorization").values()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "\"other\", %s", "*" })
	void updateIsSentWhenIfMatchHolds(String ifMatch, RunningBff bff) {
		String owner = bff.issuer().owner();
		String etag = bff.get(RunningBff.ACCOUNT, owner).headers().firstValue("etag").orElseThrow();
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, owner, UPDATE, "If-Match", ifMatch.formatted(etag));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(bff.accountCalls()).as("read, read before the update, update, read back").isEqualTo(4);
	}

	@Test
	void updateIsNotSentWhenSomebodyElseWasFaster(RunningBff bff) {
		String owner = bff.issuer().owner();
		String etag = bff.get(RunningBff.ACCOUNT, owner).headers().firstValue("etag").orElseThrow();
		bff.zendesk().state(FakeState.EDITED);
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, owner, UPDATE, "If-Match", etag);
		assertRefused(response, 412, "precondition-failed");
		assertThat(bodiesReceived(bff)).isEmpty();
	}

	@Test
	void weakTagDoesNotMatchWhenUpdating(RunningBff bff) {
		String owner = bff.issuer().owner();
		String etag = bff.get(RunningBff.ACCOUNT, owner).headers().firstValue("etag").orElseThrow();
		assertRefused(bff.put(RunningBff.ACCOUNT, owner, UPDATE, "If-Match", "W/" + etag), 412, "precondition-failed");
		assertThat(bodiesReceived(bff)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "\"abc", "", "*, \"a\"", "\"a\" \"b\"" })
	void requestIsBadWhenIfMatchIsMalformed(String ifMatch, RunningBff bff) {
		assertRefused(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, "If-Match", ifMatch), 400,
				"bad-request");
		assertThat(bff.accountCalls()).isZero();
	}

	@Test
	void ifMatchIsRequiredWhenConfigured() {
		try (RunningBff bff = RunningBff.start("--bff.billing.require-if-match=true")) {
			assertRefused(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE), 428, "precondition-required");
			assertThat(bff.accountCalls()).isZero();
			assertThat(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, "If-Match", "*").statusCode())
				.isEqualTo(200);
		}
	}

	/**
	 * Each row breaks all that comes later too; the first in the contract's order counts.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			none  | text/html        | text/plain       | {      | 401 | unauthenticated
			admin | text/html        | text/plain       | {      | 403 | role-required
			owner | text/html        | text/plain       | {      | 406 | not-acceptable
			owner | */*              | text/plain       | {      | 415 | unsupported-media-type
			owner | */*              | application/json | {      | 400 | invalid-json
			owner | */*              | application/json | {"a":1}| 422 | invalid-billing
			owner | application/json | application/json | {"billing":{"city":"x"}} | 400 | bad-request
			""")
	void checksAreMadeInOrderWhenSeveralFail(String caller, String accept, String contentType, String body, int status,
			String slug, RunningBff bff) {
		HttpResponse<String> response = bff.send(bff.request("PUT", RunningBff.ACCOUNT, token(caller, bff),
				BodyPublishers.ofString(body), "Accept", accept, "Content-Type", contentType, "If-Match", "malformed"));
		assertRefused(response, status, slug);
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			application/json                      | -        | 200
			application/json;charset=utf-8        | -        | 200
			Application/JSON; charset="UTF-8"     | -        | 200
			application/json                      | identity | 200
			application/json                      | gzip     | 415
			application/json                      | br       | 415
			application/json;charset=utf-16       | -        | 415
			application/json;charset=iso-8859-1   | -        | 415
			application/json;charset=nonsense     | -        | 415
			application/merge-patch+json          | -        | 415
			application/x-www-form-urlencoded     | -        | 415
			multipart/form-data; boundary=x       | -        | 415
			text/plain                            | -        | 415
			*/*                                   | -        | 415
			nonsense                              | -        | 415
			-                                     | -        | 415
			""")
	void contentTypeDecidesWhenUpdating(@Nullable String type, @Nullable String encoding, int status, RunningBff bff) {
		var request = bff.request("PUT", RunningBff.ACCOUNT, bff.issuer().owner(), BodyPublishers.ofString(UPDATE));
		if (type != null) {
			request.header("Content-Type", type);
		}
		if (encoding != null) {
			request.header("Content-Encoding", encoding);
		}
		HttpResponse<String> response = bff.send(request);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(bff.accountCalls()).isEqualTo((status == 200) ? 2 : 0);
		if (status != 200) {
			assertRefused(response, 415, "unsupported-media-type");
		}
	}

	@Test
	void twoContentTypesAreRefusedWhenUpdating(RunningBff bff) {
		HttpResponse<String> response = bff.send(bff.request("PUT", RunningBff.ACCOUNT, bff.issuer().owner(),
				BodyPublishers.ofString(UPDATE), "Content-Type", "application/json", "Content-Type", "text/plain"));
		assertRefused(response, 415, "unsupported-media-type");
	}

	@Test
	void bodyIsTakenWhenAsLargeAsAllowed(RunningBff bff) {
		String padded = UPDATE + " ".repeat(64 * 1024 - UPDATE.length());
		assertThat(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), padded).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(ints = { 64 * 1024 + 1, 5_000_000 })
	void bodyIsRefusedWhenTooLarge(int size, RunningBff bff) {
		byte[] body = (UPDATE + " ".repeat(size - UPDATE.length())).getBytes(StandardCharsets.UTF_8);
		BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
		for (BodyPublisher publisher : List.of(BodyPublishers.ofByteArray(body), chunked)) {
			assertRefused(bff.send(bff.request("PUT", RunningBff.ACCOUNT, bff.issuer().owner(), publisher,
					"Content-Type", "application/json")), 413, "payload-too-large");
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"billing\":{\"city\":\"can\\u202eary-value\"}}",
			"{\"billing\":{\"email\":\"canary-value\"}}", "{\"billing\":{\"cycle\":\"canary-value\"}}",
			"{\"billing\":{\"phone\":\"canary-value\"}}", "{\"billing\":\"canary-value\"}",
			"{\"billing\":{\"city\":{\"x\":\"canary-value\"}}}", "{\"status\":\"canary-value\"}",
			"{\"billing\":{\"city\":\"canary-value\",\"city\":\"canary-value\"}}", "\"canary-value\"", "canary-value",
			"{\"billing\":{\"city\":\"canary-value\"}} canary-value",
			"{\"billing\":{\"city\":\"canary-value\",\"\\ud800\":\"canary-value\"}}" })
	void valueIsNowhereWhenRefused(String body, RunningBff bff) {
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), body);
		assertThat(response.statusCode()).isIn(400, 422);
		assertThat(response.body()).doesNotContain("canary", "ary-value");
		assertThat(JsonPath.<String>read(response.body(), "$.applied")).isEqualTo("no");
		assertThat(bff.accountCalls()).isZero();
		assertThat(bff.log().lines()).isNotEmpty().noneMatch((line) -> line.contains("ary-value"));
	}

	@Test
	void everyViolationIsListedWhenSeveral(RunningBff bff) {
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), """
				{"plan":{},"billing":{"town":1,"email":"x","cycle":0,"city":null,"a/b~c":[]},"x":1}""");
		assertRefused(response, 422, "invalid-billing");
		assertThat(JsonPath.<List<String>>read(response.body(), "$.violations[*].pointer")).containsExactly("/plan",
				"/billing/town", "/billing/email", "/billing/cycle", "/billing/city", "/billing/a~1b~0c", "/x");
		assertThat(JsonPath.<List<String>>read(response.body(), "$.violations[*].code")).containsExactly("read-only",
				"unknown", "format", "range", "null", "unknown", "unknown");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | application/json | {"error":"x"}              | 422 | billing-refused      | no      | 1
			422 | application/json | {"errors":{"email":"no"}}  | 422 | billing-refused      | no      | 1
			401 | application/json | {}                         | 502 | upstream-credentials | no      | 2
			403 | application/json | {"error":"Forbidden"}      | 409 | account-read-only    | no      | 1
			403 | text/html        | <html>                     | 502 | upstream-forbidden   | no      | 1
			404 | application/json | {}                         | 502 | upstream-invalid     | no      | 1
			429 | text/plain       | slow down                  | 503 | upstream-throttled   | no      | 1
			302 | text/html        | <html>                     | 502 | upstream-invalid     | unknown | 1
			500 | text/html        | <html>                     | 502 | upstream-failed      | unknown | 1
			503 | application/json | {}                         | 503 | upstream-unavailable | unknown | 1
			504 | text/html        | <html>                     | 504 | upstream-timeout     | unknown | 1
			200 | text/html        | <html>                     | 502 | upstream-invalid     | unknown | 1
			""")
	void problemSaysWhetherItWasAppliedWhenZendeskFails(int upstream, String type, String body, int status, String slug,
			String applied, int puts, RunningBff bff) {
		bff.zendesk()
			.stub(WireMock.put(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.status(upstream).withHeader("Content-Type", type).withBody(body)));
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(RunningBff.slug(response)).isEqualTo(slug);
		assertThat(JsonPath.<String>read(response.body(), "$.applied")).isEqualTo(applied);
		assertThat(bodiesReceived(bff)).hasSize(puts);
	}

	@Test
	void answerIsTheAccountWhenOutcomeWasUnknownAndValuesAreThere(RunningBff bff) {
		bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
		bff.zendesk().stub(WireMock.put(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(bff.zendesk().account());
	}

	@Test
	void answerIsEmptyWhenConfirmedUpdateCannotBeReadBack(RunningBff bff) {
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
	}

	@Test
	void updateIsRepeatedOnceWhenTokenWasRevoked(RunningBff bff) {
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		bff.zendesk().revokeTokens();
		HttpResponse<String> response = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(bodiesReceived(bff)).containsExactly(UPDATE, UPDATE);
		assertThat(bff.zendesk().account()).contains("\"city\":\"Thun\"");
	}

	private static List<String> bodiesReceived(RunningBff bff) {
		return bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT).stream().map(Request::getBodyAsString).toList();
	}

	private static @Nullable String token(String caller, RunningBff bff) {
		return switch (caller) {
			case "owner" -> bff.issuer().owner();
			case "admin" -> bff.issuer().admin();
			default -> null;
		};
	}

	private static void assertRefused(HttpResponse<String> response, int status, String slug) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(RunningBff.slug(response)).isEqualTo(slug);
		assertThat(JsonPath.<String>read(response.body(), "$.applied")).isEqualTo("no");
	}

}
