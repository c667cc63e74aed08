package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.FakeState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The cache from the outside, with its default settings where nothing else is said.
 */
class CacheTests {

	private static final int MANY = 500;

	private static final String UPDATE = "{\"billing\":{\"city\":\"Thun\"}}";

	private static RunningBff bff;

	@BeforeAll
	static void start() {
		bff = RunningBff.startCaching("--bff.zendesk.read-deadline=30s",
				// With room for those whom the test before has left.
				"--resilience4j.bulkhead.instances.requests.max-concurrent-calls=600");
	}

	@BeforeEach
	void reset() {
		bff.reset();
	}

	@AfterAll
	static void close() {
		bff.close();
	}

	@Test
	void zendeskIsCalledOnceWhenTheAccountIsReadInEveryWay() {
		HttpResponse<String> first = owner(RunningBff.ACCOUNT);
		assertThat(cacheStatus(first)).matches("zendesk-account-bff; fwd=miss; ttl=[0-9]+");
		assertThat(header(first, "age")).matches("[0-9]+");
		HttpResponse<String> second = owner(RunningBff.CHAT_ACCOUNT + "?a=b", "Accept-Language", "de", "Accept", "*/*",
				"Cookie", "a=b", "Cache-Control", "max-age=0", "X-Request-Id", "another");
		assertThat(cacheStatus(second)).matches("zendesk-account-bff; hit; ttl=[0-9]+");
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(header(second, "etag")).isEqualTo(header(first, "etag"));
		assertThat(header(second, "cache-control")).isEqualTo("no-store");
		HttpResponse<String> admin = admin();
		assertThat(cacheStatus(admin)).contains("; hit; ");
		assertThat(header(admin, "cache-control")).isEqualTo("private, no-cache");
		assertThat(header(admin, "vary")).isEqualTo("Authorization, Cookie");
		assertThat(admin.body()).doesNotContain("billing");
		HttpResponse<String> head = bff
			.send(bff.request("HEAD", RunningBff.ACCOUNT, bff.issuer().owner(), BodyPublishers.noBody()));
		assertThat(cacheStatus(head)).contains("; hit; ");
		assertThat(bff.accountCalls()).isOne();
	}

	@Test
	void tagIsThatOfTheViewWhenTheCopyIsServed() {
		String owners = header(owner(RunningBff.ACCOUNT), "etag");
		String admins = header(admin(), "etag");
		assertThat(owners).isNotEqualTo(admins);
		assertThat(owner(RunningBff.ACCOUNT, "If-None-Match", owners).statusCode()).isEqualTo(304);
		assertThat(owner(RunningBff.ACCOUNT, "If-None-Match", admins).statusCode()).isEqualTo(200);
		HttpResponse<String> unchanged = admin("If-None-Match", admins);
		assertThat(unchanged.statusCode()).isEqualTo(304);
		assertThat(cacheStatus(unchanged)).contains("; hit; ");
		assertThat(header(unchanged, "age")).matches("[0-9]+");
		HttpResponse<String> foreign = admin("If-None-Match", owners);
		assertThat(foreign.statusCode()).isEqualTo(200);
		assertThat(foreign.body()).doesNotContain("billing");
		assertThat(bff.accountCalls()).isOne();
	}

	@Test
	void callerIsJudgedFirstWhenThereIsACopy() {
		owner(RunningBff.ACCOUNT);
		List<HttpResponse<String>> refused = List.of(bff.get(RunningBff.ACCOUNT, null),
				bff.get(RunningBff.ACCOUNT, "nonsense"), bff.get(RunningBff.ACCOUNT, bff.issuer().withRoles()),
				owner(RunningBff.ACCOUNT, "Accept", "text/html"));
		assertThat(refused).extracting(HttpResponse::statusCode).containsExactly(401, 401, 403, 406);
		assertThat(refused).allSatisfy((answer) -> {
			assertThat(answer.headers().map()).doesNotContainKeys("etag", "age", "cache-status");
			assertThat(answer.body()).doesNotContain("account_key");
		});
		assertThat(bff.accountCalls()).isOne();
	}

	@Test
	void zendeskIsCalledOnceWhenManyFindNothing() throws Exception {
		delay(Duration.ofSeconds(2));
		Map<String, Long> ways = ways(readByMany(bff, MANY));
		assertThat(bff.accountCalls()).isOne();
		assertThat(ways.get("fwd=miss")).isOne();
		assertThat(ways).containsKey("fwd=miss; collapsed");
		assertThat(ways.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(MANY);
	}

	@Test
	void nobodyWaitsAndZendeskIsCalledOnceWhenTheCopyOfManyExpires() throws Exception {
		try (RunningBff brief = RunningBff.startCaching("--bff.cache.fresh-for=1s", "--bff.zendesk.read-deadline=60s",
				"--bff.cache.stale-while-revalidate=1h", "--bff.cache.stale-if-error=2h")) {
			String owner = brief.issuer().owner();
			long read = System.nanoTime();
			brief.get(RunningBff.ACCOUNT, owner);
			await().pollDelay(Duration.ofMillis(1_100)).until(() -> System.nanoTime() - read > 1_000_000_000L);
			delay(brief, Duration.ofSeconds(20));
			Map<String, Long> ways = ways(readByMany(brief, MANY));
			assertThat(ways).isEqualTo(Map.of("hit", (long) MANY));
			// It is sent behind their backs, and may not have reached Zendesk by then.
			await().untilAsserted(() -> assertThat(brief.accountCalls()).isEqualTo(2));
		}
	}

	/** It is he who calls Zendesk for all. */
	@Test
	void othersAreServedWhenTheFirstReaderLeaves() throws Exception {
		delay(Duration.ofSeconds(2));
		try (RawConnection leaver = new RawConnection(bff.uri(""))) {
			leaver.send(RawConnection.head("GET", bff.issuer().owner()));
			await().until(() -> bff.accountCalls() == 1);
		}
		List<HttpResponse<String>> answers = readByMany(bff, MANY / 2);
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
		assertThat(ways(answers)).containsKey("fwd=miss; collapsed").doesNotContainKey("fwd=miss");
		assertThat(bff.accountCalls()).isOne();
	}

	@Test
	void newAccountIsServedWhenAnUpdateWasConfirmed() {
		owner(RunningBff.ACCOUNT);
		HttpResponse<String> update = update();
		assertThat(update.body()).contains("Thun");
		assertThat(cacheStatus(update)).isEqualTo("zendesk-account-bff; fwd=bypass");
		HttpResponse<String> read = owner(RunningBff.ACCOUNT);
		assertThat(read.body()).isEqualTo(update.body());
		assertThat(cacheStatus(read)).contains("; hit; ");
		assertThat(bff.accountCalls()).as("read, PUT, read back").isEqualTo(3);
		assertThat(owner(RunningBff.ACCOUNT, "If-None-Match", header(update, "etag")).statusCode()).isEqualTo(304);
	}

	@Test
	void newAccountIsReadWhenAnUpdateFoundItChanged() {
		String tag = header(owner(RunningBff.ACCOUNT), "etag");
		bff.zendesk().state(FakeState.EDITED);
		HttpResponse<String> refused = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, "If-Match", tag);
		assertThat(refused.statusCode()).isEqualTo(412);
		HttpResponse<String> read = owner(RunningBff.ACCOUNT);
		assertThat(header(read, "etag")).isNotEqualTo(tag);
		assertThat(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, "If-Match", header(read, "etag"))
			.statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-cache", "No-Cache", "max-age=0, no-cache", " no-cache ,x" })
	void accountIsReadNowButNotTwiceWhenCallersSendNoCache(String directives) {
		try (RunningBff own = RunningBff.startCaching()) {
			String owner = own.issuer().owner();
			String before = own.get(RunningBff.ACCOUNT, owner).body();
			own.zendesk().state(FakeState.EDITED);
			HttpResponse<String> now = own.get(RunningBff.ACCOUNT, owner, "Cache-Control", directives);
			assertThat(now.body()).isNotEqualTo(before);
			assertThat(cacheStatus(now)).matches("zendesk-account-bff; fwd=bypass; ttl=[0-9]+");
			for (int i = 0; i < 10; i++) {
				assertThat(cacheStatus(own.get(RunningBff.ACCOUNT, owner, "Cache-Control", directives)))
					.contains("; hit; ");
			}
			assertThat(own.accountCalls()).isEqualTo(2);
		}
	}

	/** FAULTS.md, rows T1 and T3. */
	@Test
	void copyStandsInAndConnectionIsBrokenWhenCredentialsAreRefused() {
		try (RunningBff own = RunningBff.startCaching("--bff.cache.fresh-for=0s",
				"--bff.cache.stale-while-revalidate=0s")) {
			String owner = own.issuer().owner();
			String before = own.get(RunningBff.ACCOUNT, owner).body();
			own.zendesk()
				.stub(WireMock.post("/oauth2/chat/token")
					.atPriority(1)
					.willReturn(WireMock.jsonResponse("{\"error\":\"invalid_client\"}", 401)));
			own.zendesk().revokeTokens();
			HttpResponse<String> read = own.get(RunningBff.ACCOUNT, owner);
			assertThat(read.body()).isEqualTo(before);
			assertThat(cacheStatus(read)).matches(".*fwd=stale; ttl=-[0-9]+; detail=stale-if-error");
			assertThat(own.get(RunningBff.ACCOUNT, own.issuer().admin()).body()).doesNotContain("billing");
			assertThat(JsonPath.<String>read(own.get("/connection", owner).body(), "$.status")).isEqualTo("broken");
			assertThat(own.send(HttpRequest.newBuilder(own.managementUri("/actuator/health/readiness"))).statusCode())
				.isEqualTo(200);
			HttpResponse<String> update = own.put(RunningBff.ACCOUNT, owner, UPDATE);
			assertThat(RunningBff.slug(update)).isEqualTo("upstream-credentials");
			assertThat(cacheStatus(own.get(RunningBff.ACCOUNT, owner))).endsWith("detail=stale-if-error");
		}
	}

	@Test
	void nothingStandsInWhenTheOwnerHasDisconnected() {
		try (RunningBff own = RunningBff.startCaching()) {
			String owner = own.issuer().owner();
			own.get(RunningBff.ACCOUNT, owner);
			own.send(own.request("DELETE", "/connection", owner, BodyPublishers.noBody()));
			own.zendesk().state(FakeState.DOWN);
			HttpResponse<String> read = own.get(RunningBff.ACCOUNT, owner);
			assertThat(read.statusCode()).isEqualTo(503);
			assertThat(RunningBff.slug(read)).isEqualTo("upstream-unavailable");
			assertThat(header(read, "cache-control")).isEqualTo("no-store");
			assertThat(read.headers().map()).doesNotContainKeys("age", "cache-status");
		}
	}

	/** FAULTS.md: a hopeless PUT never takes the stale answers from the portals. */
	@Test
	void copyStaysWhenTheCircuitRefusesAnUpdate() {
		try (RunningBff own = RunningBff.startCaching("--bff.cache.fresh-for=0s",
				"--bff.cache.stale-while-revalidate=0s")) {
			String owner = own.issuer().owner();
			own.reset();
			own.get(RunningBff.ACCOUNT, owner);
			own.zendesk().state(FakeState.DOWN);
			for (int i = 0; i < 6; i++) {
				own.forgetFailedReads();
				assertThat(cacheStatus(own.get(RunningBff.ACCOUNT, owner))).endsWith("detail=stale-if-error");
			}
			HttpResponse<String> update = own.put(RunningBff.ACCOUNT, owner, UPDATE);
			assertThat(RunningBff.slug(update)).isEqualTo("upstream-unavailable");
			assertThat(update.body()).contains("\"applied\":\"no\"");
			assertThat(own.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
			assertThat(cacheStatus(own.get(RunningBff.ACCOUNT, owner))).endsWith("detail=stale-if-error");
			assertThat(own.log().lines()).filteredOn((line) -> line.contains("An older copy stands in for the account"))
				.hasSize(1);
		}
	}

	@Test
	void metersTellWhatWasServedWhenScraped() {
		double hits = meter("bff_cache_reads_total{collapsed=\"false\",way=\"hit\"}");
		double misses = meter("bff_cache_reads_total{collapsed=\"false\",way=\"miss\"}");
		double refreshes = meter("bff_cache_refreshes_total{outcome=\"ok\"}");
		double served = meter("bff_cache_age_seconds_count");
		owner(RunningBff.ACCOUNT);
		owner(RunningBff.ACCOUNT);
		admin();
		assertThat(meter("bff_cache_reads_total{collapsed=\"false\",way=\"hit\"}") - hits).isEqualTo(2);
		assertThat(meter("bff_cache_reads_total{collapsed=\"false\",way=\"miss\"}") - misses).isEqualTo(1);
		assertThat(meter("bff_cache_refreshes_total{outcome=\"ok\"}") - refreshes).isEqualTo(1);
		assertThat(meter("bff_cache_age_seconds_count") - served).isEqualTo(3);
	}

	private static double meter(String series) {
		return bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/prometheus")))
			.body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length())))
			.sum();
	}

	private static HttpResponse<String> owner(String path, String... headers) {
		return bff.get(path, bff.issuer().owner(), headers);
	}

	private static HttpResponse<String> admin(String... headers) {
		return bff.get(RunningBff.ACCOUNT, bff.issuer().admin(), headers);
	}

	private static HttpResponse<String> update() {
		return bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
	}

	private static void delay(Duration duration) {
		delay(bff, duration);
	}

	private static void delay(RunningBff service, Duration duration) {
		service.zendesk()
			.stub(WireMock.get(RunningBff.CHAT_ACCOUNT)
				.atPriority(1)
				.willReturn(WireMock.okJson(service.zendesk().account())
					.withFixedDelay(Math.toIntExact(duration.toMillis()))));
	}

	private static List<HttpResponse<String>> readByMany(RunningBff service, int callers) throws Exception {
		String owner = service.issuer().owner();
		List<Future<HttpResponse<String>>> reads = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < callers; i++) {
				reads.add(threads.submit(() -> service.get(RunningBff.ACCOUNT, owner)));
			}
		}
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (Future<HttpResponse<String>> read : reads) {
			answers.add(read.get());
		}
		return answers;
	}

	/** How they were served, and how many in each way. */
	private static Map<String, Long> ways(List<HttpResponse<String>> answers) {
		return answers.stream()
			.map((answer) -> cacheStatus(answer).replaceFirst("^zendesk-account-bff; ", "").replaceFirst("; ttl.*", ""))
			.collect(Collectors.groupingBy((way) -> way, Collectors.counting()));
	}

	private static String cacheStatus(HttpResponse<String> answer) {
		return header(answer, "cache-status");
	}

	private static String header(HttpResponse<String> answer, String name) {
		return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(answer + answer.body()));
	}

}
