package io.zendeskbff.contract;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Three replicas that keep no account, so that each read needs a token and a request out
 * of the budget of them all.
 */
@RequiresRedis
class RenewingReplicasTests {

	private static final int REPLICAS = 3;

	private static RedisServer redis;

	private static Replicas replicas;

	private static String owner;

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
		replicas = Replicas.start(REPLICAS, redis.port(), "--bff.cache.fresh-for=0s",
				"--bff.cache.stale-while-revalidate=0s", "--bff.cache.stale-if-error=0s",
				"--bff.zendesk.requests-per-minute=1000",
				"--resilience4j.bulkhead.instances.zendesk.max-concurrent-calls=200",
				"--bff.zendesk.read-deadline=20s");
		owner = replicas.issuer().owner();
	}

	@AfterAll
	static void stop() {
		replicas.close();
		redis.close();
	}

	@BeforeEach
	void clear() {
		replicas.zendesk().reset();
		replicas.zendesk().requestsPerMinute(1_000_000);
		redis.cli("del", redis.key("budget"));
		IntStream.range(0, REPLICAS).forEach((replica) -> replicas.process(replica).awaitReady());
		await().atMost(Duration.ofMinutes(1))
			.until(() -> replicas.atOnce(REPLICAS, RenewingReplicasTests::status).stream().allMatch((it) -> it == 200));
	}

	/** FAULTS.md, row T5. */
	@Test
	void tokenIsObtainedOnceWhenItEndsForAll() {
		int before = replicas.zendesk().tokenCalls();
		replicas.zendesk().expireAccessTokens();
		assertThat(replicas.atOnce(300, RenewingReplicasTests::status)).hasSize(300).containsOnly(200);
		assertThat(replicas.zendesk().tokenCalls() - before).isOne();
	}

	@Test
	void budgetIsThatOfAllWhenTheyReadTogether() {
		redis.cli("del", redis.key("budget"));
		int before = replicas.zendesk().requests().size();
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 11; i++) {
			statuses.addAll(replicas.atOnce(90, RenewingReplicasTests::status));
		}
		assertThat(statuses).containsOnly(200, 503);
		assertThat(replicas.zendesk().requests().size() - before).as("nine tenths of 1,000").isEqualTo(900);
		assertThat(Collections.frequency(statuses, 200)).isEqualTo(900);
	}

	@Test
	void anotherTakesOverInSecondsWhenWhoeverRenewsDies() {
		int before = replicas.zendesk().tokenCalls();
		replicas.zendesk().expireAccessTokens();
		replicas.zendesk()
			.stub(WireMock.post("/oauth2/chat/token")
				.atPriority(1)
				.inScenario("slow once")
				.whenScenarioStateIs(Scenario.STARTED)
				.willSetStateTo("fast")
				.willReturn(WireMock.ok().withFixedDelay(120_000)));
		CompletableFuture<Void> reader = CompletableFuture
			.runAsync(() -> assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> status(0)));
		await().until(() -> replicas.zendesk().tokenCalls() == before + 1);
		assertThat(redis.keys()).anyMatch((key) -> key.endsWith(":renewing"));
		replicas.replace(0);
		long killed = System.nanoTime();
		assertThat(reader).succeedsWithin(Duration.ofMinutes(1));
		assertThat(Replicas.atOnceAnywhere(50, (i) -> status(1 + i % 2))).containsOnly(200);
		assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(60));
		assertThat(replicas.zendesk().tokenCalls()).isEqualTo(before + 2);
	}

	/** 429 at one is a pause for all. */
	@Test
	void nobodyCallsZendeskWhenItThrottlesOneOfThem() {
		replicas.zendesk()
			.stub(WireMock.get("/api/v2/chat/account")
				.atPriority(1)
				.willReturn(WireMock.status(429).withHeader("Retry-After", "10")));
		int before = replicas.zendesk().requests().size();
		assertThat(status(0)).isEqualTo(503);
		assertThat(replicas.atOnce(30, RenewingReplicasTests::status)).containsOnly(503);
		assertThat(replicas.zendesk().requests().size() - before).isOne();
	}

	private static int status(int replica) {
		return replicas.get(replica, owner).statusCode();
	}

}
