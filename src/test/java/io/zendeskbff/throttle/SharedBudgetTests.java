package io.zendeskbff.throttle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.SharedStores;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many requests several replicas send together.
 */
@RequiresRedis
class SharedBudgetTests {

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final List<SharedStore> stores = IntStream.range(0, 3).mapToObj((_) -> this.replicas.join()).toList();

	private final List<Throttle> throttles = this.stores.stream().map((store) -> throttle(store, 180)).toList();

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
	}

	private static SharedStores replicas() {
		return SharedStores.in(redis);
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@BeforeEach
	void clear() {
		redis.cli("flushall");
		this.stores.forEach(SharedStores::look);
	}

	@AfterEach
	void close() {
		this.replicas.close();
	}

	@ParameterizedTest
	@CsvSource({ "180, 162", "10, 9", "2, 1" })
	void budgetIsTakenOnceWhenManyAskAtThreeReplicas(int perMinute, int forReads) {
		List<Throttle> small = this.stores.stream().map((store) -> throttle(store, perMinute)).toList();
		assertThat(takenByAll(small, Share.READS)).isEqualTo(forReads);
		assertThat(takenByAll(small, Share.UPDATES)).isEqualTo(perMinute - forReads);
		for (Throttle one : small) {
			assertThat(one.take(Share.UPDATES)).hasValueSatisfying(
					(wait) -> assertThat(wait).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(61)));
			assertThat(one.left()).isZero();
		}
	}

	@Test
	void budgetIsLeftWhenWhatWasTakenIsMoreThanAMinuteOld() {
		String second = redis.cli("time").lines().findFirst().orElseThrow();
		String key = this.stores.getFirst().key("budget");
		redis.cli("hset", key, String.valueOf(Long.parseLong(second) - 61), "100",
				String.valueOf(Long.parseLong(second) - 40), "170");
		assertThat(this.throttles.getFirst().left()).isEqualTo(10);
		assertThat(this.throttles.getLast().take(Share.READS))
			.hasValueSatisfying((wait) -> assertThat(wait).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(21)));
		assertThat(this.throttles.getLast().take(Share.UPDATES)).isEmpty();
		assertThat(redis.cli("hlen", key)).isEqualTo("2");
		assertThat(Long.parseLong(redis.cli("pttl", key))).isBetween(1L, 62_000L);
	}

	@Test
	void everybodyStopsWhenOneIsThrottled() {
		assertThat(this.throttles.getLast().take(Share.READS)).isEmpty();
		heed(this.throttles.getFirst(), 429, HttpHeaders.RETRY_AFTER, "30");
		for (Throttle one : this.throttles) {
			for (Share share : Share.values()) {
				assertThat(one.take(share)).hasValueSatisfying(
						(wait) -> assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30)));
			}
			assertThat(one.rest()).isPositive();
		}
		assertThat(this.throttles.getLast().left()).isEqualTo(179);
	}

	@Test
	void longestPauseHoldsWhenSeveralAreThrottled() {
		heed(this.throttles.get(0), 429, HttpHeaders.RETRY_AFTER, "40");
		heed(this.throttles.get(1), 429, HttpHeaders.RETRY_AFTER, "10");
		assertThat(this.throttles.get(2).take(Share.READS))
			.hasValueSatisfying((wait) -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40)));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "17, 17", "500, 179" })
	void budgetOfAllIsWhatZendeskTellsOneWhenThatIsLess(String remaining, int left) {
		assertThat(this.throttles.get(2).take(Share.READS)).isEmpty();
		heed(this.throttles.get(0), 200, "X-Rate-Limit-Remaining", remaining);
		assertThat(this.throttles).extracting(Throttle::left).containsOnly((long) left);
	}

	@Test
	void everyReplicaHasASmallBudgetOfItsOwnWhenTheStoreIsSilent() {
		redis.pause();
		try {
			assertOwnBudgets();
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.stores.getFirst());
		// The few that nobody waited for any longer were carried out all the same.
		assertThat(this.throttles.getFirst().left()).isBetween(150L, 180L);
	}

	@Test
	void everyReplicaHasASmallBudgetOfItsOwnWhenTheStoreIsGone() {
		redis.kill();
		try {
			assertOwnBudgets();
		}
		finally {
			redis.restart();
		}
	}

	/** Of thirty a minute, which whoever is throttled leaves alone. */
	private void assertOwnBudgets() {
		for (Throttle one : this.throttles) {
			assertThat(takenByAll(List.of(one), Share.READS)).isEqualTo(27);
			assertThat(one.left()).isEqualTo(3);
			heed(one, 200, "X-Rate-Limit-Remaining", "1");
			assertThat(takenByAll(List.of(one), Share.UPDATES)).isOne();
			heed(one, 429, HttpHeaders.RETRY_AFTER, "30");
			assertThat(one.take(Share.UPDATES)).isPresent();
			assertThat(one.rest()).isPositive();
		}
	}

	@Test
	void budgetIsWholeWhenItIsReset() {
		heed(this.throttles.getFirst(), 429, HttpHeaders.RETRY_AFTER, "30");
		heed(this.throttles.getFirst(), 200, "X-Rate-Limit-Remaining", "1");
		this.throttles.getFirst().reset();
		assertThat(this.throttles.getLast().take(Share.READS)).isEmpty();
		assertThat(this.throttles.getLast().left()).isEqualTo(179);
	}

	/** Each of them asks until there is no more, on four threads. */
	private static int takenByAll(List<Throttle> throttles, Share share) {
		AtomicInteger taken = new AtomicInteger();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			throttles.stream()
				.flatMap((one) -> IntStream.range(0, 4).mapToObj((_) -> one))
				.forEach((one) -> callers.execute(() -> {
					for (Optional<Duration> rest = one.take(share); rest.isEmpty(); rest = one.take(share)) {
						taken.incrementAndGet();
					}
				}));
		}
		return taken.get();
	}

	private static void heed(Throttle throttle, int status, String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(name, value);
		throttle.heed(status, headers);
	}

	private static Throttle throttle(SharedStore store, int perMinute) {
		Pause pause = new Pause(System::nanoTime);
		return new Throttle(pause, SharedBudget.of(store, perMinute, pause), InstantSource.system());
	}

}
