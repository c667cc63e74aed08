package io.zendeskbff.contract;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Three replicas, each a process of its own, behave as one over a real Redis.
 */
@RequiresRedis
class ReplicasTests {

	private static final String ZENDESK = "/api/v2/chat/account";

	private static final int REPLICAS = 3;

	private static final int ROUNDS = Integer.getInteger("test.rounds", 1_000);

	private static RedisServer redis;

	private static Replicas replicas;

	private static String owner;

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
		replicas = Replicas.start(REPLICAS, redis.port());
		owner = replicas.issuer().owner();
	}

	@AfterAll
	static void stop() {
		replicas.close();
		redis.close();
	}

	/** What a replica has seen before is no longer good after a quarter of a second. */
	@BeforeEach
	void clear() {
		await().pollDelay(Duration.ofMillis(300)).until(() -> true);
		redis.keys().stream().filter((key) -> key.endsWith(":account")).forEach((key) -> redis.cli("del", key));
		replicas.zendesk().reset();
		replicas.zendesk().requestsPerMinute(1_000_000);
	}

	@Test
	void zendeskIsCalledOnceWhenManyFindNothingAnywhere() {
		List<Integer> statuses = replicas.atOnce(300, (replica) -> replicas.get(replica, owner).statusCode());
		assertThat(statuses).hasSize(300).containsOnly(200);
		assertThat(replicas.accountCalls()).isOne();
	}

	@Test
	void nobodyReadsTheOldAccountWhenAnotherReplicaHasUpdatedIt() {
		try (RedisServer ownRedis = RedisServer.start();
				Replicas others = Replicas.start(REPLICAS, ownRedis.port());
				ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
			// Half of them at other replicas, since each update takes its quarter of a
			// second.
			Future<?> half = both.submit(() -> updateAndRead(others, ROUNDS / 2));
			updateAndRead(replicas, ROUNDS / 2);
			assertThatCode(half::get).doesNotThrowAnyException();
		}
	}

	private static void updateAndRead(Replicas all, int rounds) {
		String token = all.issuer().owner();
		all.zendesk().requestsPerMinute(1_000_000);
		for (int round = 0; round < rounds; round++) {
			String city = "City " + round;
			HttpResponse<String> update = all.put(round % REPLICAS, token, update(city));
			assertThat(update.statusCode()).as("round %d", round).isEqualTo(200);
			assertThat(all.atOnce(REPLICAS * 2, (replica) -> city(all.get(replica, token)))).as("round %d", round)
				.containsOnly(city);
		}
		assertThat(all.zendesk().requests("PUT", ZENDESK)).hasSize(rounds);
		assertThat(all.accountCalls()).as("most reads are hits").isLessThan(3L * rounds);
	}

	/** FAULTS.md, row P2. */
	@Test
	void nothingFromBeforeIsKeptWhenTheWriterDiesInTheMiddle() {
		replicas.get(0, owner);
		replicas.zendesk()
			.stub(WireMock.put(ZENDESK).atPriority(1).willReturn(WireMock.ok("{}").withFixedDelay(60_000)));
		CompletableFuture<Void> writer = CompletableFuture
			.runAsync(() -> assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> replicas.put(0, owner, update("Thun"))));
		await().until(() -> replicas.zendesk().requests("PUT", ZENDESK).size() == 1);
		ServiceProcess dead = replicas.process(0);
		replicas.replace(0);
		assertThat(writer).succeedsWithin(Duration.ofMinutes(1));
		assertThat(dead.output().stream().filter((line) -> line.contains("Billing update started"))).hasSize(1);
		assertThat(dead.output().stream().filter((line) -> line.contains("Billing update done"))).isEmpty();
		assertThat(statuses(1, 2)).as("the update may be carried out now").noneMatch((way) -> way.contains("hit"));
		replicas.process(0).awaitReady();
		assertThat(JsonPath.<String>read(replicas.changes(0), "$.changes[0].outcome")).isEqualTo("started");
		// Then as after any update of which nobody knows: for a minute each read goes to
		// Zendesk.
		assertThat(statuses(0, 1, 2)).noneMatch((way) -> way.contains("hit"));
		assertThat(replicas.zendesk().requests("PUT", ZENDESK)).hasSize(1);
		replicas.zendesk().reset();
		await().atMost(Duration.ofMinutes(5)).until(() -> replicas.put(1, owner, update("Biel")).statusCode() == 200);
		assertThat(replicas.atOnce(REPLICAS, (replica) -> city(replicas.get(replica, owner)))).containsOnly("Biel");
	}

	@Test
	void attemptIsListedAtEachReplicaWhenItWasMadeAtOne() {
		assertThat(replicas.put(1, owner, "{\"billing\":{\"company\":\"canary\"}}").statusCode()).isEqualTo(200);
		await().untilAsserted(() -> assertThat(replicas.atOnce(REPLICAS, replicas::changes)).allSatisfy((list) -> {
			assertThat(JsonPath.<List<String>>read(list, "$.changes[0].fields")).containsExactly("company");
			assertThat(JsonPath.<String>read(list, "$.changes[0].outcome")).isEqualTo("applied");
			assertThat(list).doesNotContain("canary");
		}));
	}

	private static List<String> statuses(int... those) {
		return IntStream.of(those)
			.mapToObj((replica) -> replicas.get(replica, owner).headers().firstValue("cache-status").orElse("none"))
			.toList();
	}

	private static String update(String city) {
		return "{\"billing\":{\"city\":\"%s\"}}".formatted(city);
	}

	private static String city(HttpResponse<String> answer) {
		return JsonPath.read(answer.body(), "$.billing.city");
	}

}
