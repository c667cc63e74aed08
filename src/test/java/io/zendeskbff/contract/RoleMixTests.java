package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.fields.BillingField;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Owners and admins at the same time, with and without a copy, in every way in which the
 * account can be asked for: no admin is sent a byte of the billing.
 */
class RoleMixTests {

	private static final int CALLS = 100_000;

	private static final int CALLERS = 16;

	/** A number that is nowhere else, for the field that is no text. */
	private static final String CYCLE = "7190357";

	private static final List<String> PATHS = List.of(RunningBff.ACCOUNT, RunningBff.CHAT_ACCOUNT,
			RunningBff.ACCOUNT + "?role=owner", RunningBff.CHAT_ACCOUNT + "?billing=1&a=b");

	private final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();

	private final Set<BillingField> seen = ConcurrentHashMap.newKeySet();

	@Test
	void noAdminIsSentAByteOfBillingWhenOwnersReadBesideHim() throws Exception {
		try (RunningBff bff = RunningBff.startCaching()) {
			bff.zendesk().requestsPerMinute(Integer.MAX_VALUE);
			String key = JsonPath.read(bff.zendesk().account(), "$.account_key");
			bff.zendesk()
				.stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.okJson(account(key))));
			Tags tags = new Tags(tag(bff, bff.issuer().owner()), tag(bff, bff.issuer().admin()));
			List<Future<?>> callers = new ArrayList<>();
			try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
				for (int i = 0; i < CALLERS; i++) {
					Caller caller = new Caller(bff, tags, new Random(20_261_125 + i));
					callers.add(threads.submit(caller::callOften));
				}
			}
			for (Future<?> caller : callers) {
				caller.get();
			}
			assertThat(this.seen).isEqualTo(EnumSet.allOf(BillingField.class));
			assertThat(this.statuses.keySet()).containsExactlyInAnyOrder("GET 200", "GET 304", "HEAD 200", "HEAD 304",
					"PUT 403");
			assertThat(bff.accountCalls()).as("cold now and then").isBetween(CALLS / 1_000L, CALLS / 10L);
		}
	}

	private static String account(String key) {
		String billing = Arrays.stream(BillingField.values())
			.map((field) -> "\"%s\":%s".formatted(field.key(), value(field)))
			.collect(Collectors.joining(","));
		return ("{\"account_key\":\"%s\",\"status\":\"active\",\"billing\":{%s},\"create_date\":\"2014-08-06T11:02:09Z\","
				+ "\"plan\":{\"name\":\"team\"},\"unknown\":\"canary of nobody\"}")
			.formatted(key, billing);
	}

	private static String value(BillingField field) {
		return (field == BillingField.CYCLE) ? CYCLE : '"' + canary(field) + '"';
	}

	private static String canary(BillingField field) {
		return (field == BillingField.CYCLE) ? CYCLE : "canary of " + field.key();
	}

	private static String tag(RunningBff bff, String token) {
		return bff.get(RunningBff.ACCOUNT, token).headers().firstValue("etag").orElseThrow();
	}

	/**
	 * The tags of both views.
	 */
	private record Tags(String owner, String admin) {

		private List<String> conditions() {
			return List.of(this.owner, this.admin, "W/" + this.admin, this.owner + ", " + this.admin, "*", "\"none\"");
		}

	}

	/** Somebody who is now an owner and now an admin. */
	private final class Caller {

		private final RunningBff bff;

		private final Tags tags;

		private final Random random;

		private final String owner;

		private final String admin;

		Caller(RunningBff bff, Tags tags, Random random) {
			this.bff = bff;
			this.tags = tags;
			this.random = random;
			this.owner = bff.issuer().owner();
			this.admin = bff.issuer().admin();
		}

		void callOften() {
			for (int i = 0; i < CALLS / CALLERS; i++) {
				if (this.random.nextInt(200) == 0) {
					this.bff.forgetAccount();
				}
				call();
			}
		}

		private void call() {
			boolean isOwner = this.random.nextBoolean();
			HttpRequest.Builder request = request(isOwner ? this.owner : this.admin, method(isOwner));
			HttpResponse<String> answer = this.bff.send(request);
			RoleMixTests.this.statuses
				.computeIfAbsent(answer.request().method() + " " + answer.statusCode(), (_) -> new AtomicInteger())
				.incrementAndGet();
			if (isOwner) {
				look(answer);
			}
			else {
				assertThat(answer.body()).doesNotContain("canary", CYCLE, "billing\"");
				assertThat(answer.headers().map().toString()).doesNotContain("canary", CYCLE, this.tags.owner);
				assertThat(this.tags.admin.equals(answer.headers().firstValue("etag").orElse(this.tags.admin)))
					.isTrue();
			}
		}

		private String method(boolean isOwner) {
			return switch (this.random.nextInt(20)) {
				case 0, 1 -> "HEAD";
				case 2 -> isOwner ? "GET" : "PUT";
				default -> "GET";
			};
		}

		private HttpRequest.Builder request(String token, String method) {
			HttpRequest.Builder request = this.bff.request(method, PATHS.get(this.random.nextInt(PATHS.size())), token,
					BodyPublishers.noBody());
			List<String> conditions = this.tags.conditions();
			int condition = this.random.nextInt(2 * conditions.size());
			if (condition < conditions.size()) {
				request.header("If-None-Match", conditions.get(condition));
			}
			if (this.random.nextInt(10) == 0) {
				request.header("Cache-Control", "no-cache");
			}
			return request;
		}

		private void look(HttpResponse<String> answer) {
			if (answer.statusCode() == 200 && answer.request().method().equals("GET")) {
				List<BillingField> shown = Arrays.stream(BillingField.values())
					.filter((field) -> answer.body().contains(canary(field)))
					.toList();
				assertThat(shown).hasSize(13);
				RoleMixTests.this.seen.addAll(shown);
			}
		}

	}

}
