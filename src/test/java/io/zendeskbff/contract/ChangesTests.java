package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.FakeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What owners are told of the updates that were attempted, and that nobody is told of
 * values.
 */
@ExtendWith(CachingBffExtension.class)
class ChangesTests {

	private static final String CHANGES = "/changes";

	private static final String UPDATE = "{\"billing\":{\"city\":\"canary-city\",\"email\":\"canary@example.com\"}}";

	@Test
	void ownerIsToldEverythingButValuesWhenUpdateIsApplied(RunningBff bff) {
		Instant before = Instant.now().minusSeconds(1);
		assertThat(update(bff, "request-1").statusCode()).isEqualTo(200);
		HttpResponse<String> answer = list(bff);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
		assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
		assertThat(answer.body()).doesNotContain("canary");
		Map<String, Object> newest = changes(bff).getFirst();
		String at = String.valueOf(newest.remove("at"));
		assertThat(at).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
		assertThat(Instant.parse(at)).isBetween(before, Instant.now());
		assertThat(newest).containsExactlyInAnyOrderEntriesOf(
				Map.of("by", Map.of("issuer", bff.issuer().uri().toString(), "subject", "portal-server"), "fields",
						List.of("city", "email"), "outcome", "applied", "applied", "yes", "requestId", "request-1"));
	}

	@ParameterizedTest
	@CsvSource({ "503, upstream-unavailable, unknown", "500, upstream-failed, unknown", "422, billing-refused, no" })
	void outcomeIsListedWhenZendeskRefusesOrFails(int status, String slug, String applied, RunningBff bff) {
		bff.zendesk()
			.stub(WireMock.put(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.status(status).withBody("canary")));
		update(bff, "request-" + status);
		assertNewest(bff, "request-" + status, slug, applied);
		assertThat(list(bff).body()).doesNotContain("canary");
	}

	@Test
	void outcomeIsListedWhenSomebodyElseWasFaster(RunningBff bff) {
		String owner = bff.issuer().owner();
		String etag = bff.get(RunningBff.ACCOUNT, owner).headers().firstValue("etag").orElseThrow();
		bff.zendesk().state(FakeState.EDITED);
		update(bff, "request-412", "If-Match", etag);
		assertNewest(bff, "request-412", "precondition-failed", "no");
	}

	@Test
	void newestIsFirstWhenSeveralUpdate(RunningBff bff) {
		update(bff, "request-a");
		bff.put(RunningBff.CHAT_ACCOUNT, bff.issuer().with((claims) -> claims.subject("another-owner")), UPDATE,
				"X-Request-Id", "request-b");
		assertThat(changes(bff)).extracting((one) -> one.get("requestId")).startsWith("request-b", "request-a");
		assertThat(JsonPath.<List<String>>read(list(bff).body(), "$.changes[*].by.subject")).startsWith("another-owner",
				"portal-server");
	}

	@Test
	void attemptIsNotListedWhenItIsRefusedBefore(RunningBff bff) {
		update(bff, "request-last");
		List<Map<String, Object>> before = changes(bff);
		String owner = bff.issuer().owner();
		bff.put(RunningBff.ACCOUNT, null, UPDATE);
		bff.put(RunningBff.ACCOUNT, bff.issuer().admin(), UPDATE);
		bff.put(RunningBff.ACCOUNT, owner, "{");
		bff.put(RunningBff.ACCOUNT, owner, "{\"billing\":{\"canary\":\"canary\"}}");
		bff.put(RunningBff.ACCOUNT, owner, UPDATE, "If-Match", "canary");
		bff.get(RunningBff.ACCOUNT, owner);
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).hasSize(1);
		assertThat(changes(bff)).isNotEmpty().isEqualTo(before);
	}

	@Test
	void attemptIsListedAsStartedWhenItIsUnderWay(RunningBff bff) throws ExecutionException, InterruptedException {
		bff.zendesk()
			.stub(WireMock.put(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.status(422).withFixedDelay(1_500)));
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> answer = callers.submit(() -> update(bff, "request-slow"));
			await().until(() -> changes(bff).stream().anyMatch((one) -> "request-slow".equals(one.get("requestId"))));
			assertNewest(bff, "request-slow", "started", "unknown");
			assertThat(answer).isNotDone();
			assertThat(answer.get().statusCode()).isEqualTo(422);
		}
		assertNewest(bff, "request-slow", "billing-refused", "no");
		assertThat(changes(bff)).filteredOn((one) -> "request-slow".equals(one.get("requestId"))).hasSize(1);
	}

	@Test
	void oldestIsNotListedWhenThereAreMoreThanAHundred(RunningBff bff) {
		bff.zendesk().stub(WireMock.put(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.status(422)));
		IntStream.rangeClosed(0, 100).forEach((i) -> update(bff, "many-" + i));
		assertThat(changes(bff)).extracting((one) -> one.get("requestId"))
			.isEqualTo(IntStream.rangeClosed(1, 100).mapToObj((i) -> "many-" + (101 - i)).toList());
	}

	@ParameterizedTest
	@CsvSource({ "GET, /changes, none, 401", "GET, /changes, stranger, 403", "GET, /changes, admin, 403",
			"GET, /changes, owner, 200", "HEAD, /changes, owner, 405", "PUT, /changes, owner, 405",
			"POST, /changes, owner, 405", "DELETE, /changes, owner, 405", "GET, /changes/, owner, 404",
			"GET, //changes, owner, 404", "GET, /changes;a=b, owner, 404", "GET, /Changes, owner, 404" })
	void answerFollowsFromRoleWhenListIsCalled(String method, String path, String caller, int status, RunningBff bff) {
		update(bff, "request-1");
		HttpResponse<String> response = bff.send(bff.request(method, path, token(caller, bff), noBody()));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body().contains("\"changes\"")).isEqualTo(status == 200);
		assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
	}

	private static @Nullable String token(String caller, RunningBff bff) {
		return switch (caller) {
			case "stranger" -> bff.issuer().withRoles("stranger");
			case "admin" -> bff.issuer().admin();
			case "owner" -> bff.issuer().owner();
			default -> null;
		};
	}

	@Test
	void listIsRefusedWhenJsonIsNotAccepted(RunningBff bff) {
		assertThat(bff.get(CHANGES, bff.issuer().owner(), "Accept", "text/html").statusCode()).isEqualTo(406);
	}

	private static HttpResponse<String> update(RunningBff bff, String requestId, String... headers) {
		String[] all = new String[headers.length + 2];
		System.arraycopy(headers, 0, all, 2, headers.length);
		all[0] = "X-Request-Id";
		all[1] = requestId;
		return bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, all);
	}

	private static HttpResponse<String> list(RunningBff bff) {
		return bff.get(CHANGES, bff.issuer().owner());
	}

	private static List<Map<String, Object>> changes(RunningBff bff) {
		return JsonPath.read(list(bff).body(), "$.changes");
	}

	private static void assertNewest(RunningBff bff, String requestId, String outcome, String applied) {
		assertThat(changes(bff)).first()
			.satisfies((newest) -> assertThat(newest).containsEntry("requestId", requestId)
				.containsEntry("outcome", outcome)
				.containsEntry("applied", applied)
				.containsEntry("fields", List.of("city", "email")));
	}

}
