package io.zendeskbff.changes;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.SharedStores;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.TestKeys;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The list of all replicas.
 */
@RequiresRedis
class SharedChangesTests {

	/** More than a command has; all that is written in the background is soon there. */
	private static final Duration SOON = Duration.ofSeconds(20);

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final SharedStore here = this.replicas.join();

	private final SharedChanges mine = new SharedChanges(this.here, TestKeys.sealer(1));

	private final SharedChanges others = new SharedChanges(this.replicas.join(), TestKeys.sealer(1));

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
	}

	@AfterEach
	void close() {
		this.mine.close();
		this.others.close();
		this.replicas.close();
	}

	@Test
	void newestIsFirstWhenReplicasAddInTurn() {
		assertThat(this.others.latest()).isEmpty();
		this.mine.add(SomeChanges.started("1"));
		awaitIds("1");
		this.others.add(SomeChanges.started("2"));
		awaitIds("2", "1");
		this.mine.add(SomeChanges.started("3"));
		awaitIds("3", "2", "1");
		assertThat(this.mine.latest()).isEqualTo(this.others.latest()).contains(SomeChanges.started("1"));
	}

	@Test
	void newestIsFirstWhenItWasAddedBeforeOlderOnes() {
		this.mine.add(SomeChanges.started("2", SomeChanges.NOON.plusSeconds(1)));
		this.mine.add(SomeChanges.started("1"));
		awaitIds("2", "1");
	}

	@Test
	void attemptStaysInItsPlaceWhenItEnds() {
		Change first = SomeChanges.started("1");
		Consumer<Change> place = this.mine.add(first);
		awaitIds("1");
		this.others.add(SomeChanges.started("2"));
		awaitIds("2", "1");
		place.accept(first.ended("applied", "yes"));
		awaitList(SomeChanges.started("2"), first.ended("applied", "yes"));
		assertThat(redis.keys()).filteredOn((key) -> key.contains(":changes:")).hasSize(2);
	}

	@Test
	void oldestIsPushedOutWhenThereAreMoreThanAHundred() {
		Consumer<Change> oldest = this.mine.add(SomeChanges.started("0"));
		IntStream.rangeClosed(1, 100).forEach((i) -> this.mine.add(SomeChanges.started("" + i)));
		oldest.accept(SomeChanges.started("0").ended("applied", "yes"));
		this.mine.close();
		assertThat(SomeChanges.requestIds(this.others.latest()))
			.isEqualTo(IntStream.rangeClosed(1, 100).mapToObj((i) -> "" + (101 - i)).toList());
		assertThat(redis.keys()).filteredOn((key) -> key.contains(":changes:")).hasSize(100);
	}

	@Test
	void everythingIsForgottenAfterNinetyDaysWhenItIsKept() {
		this.mine.add(SomeChanges.started("1"));
		awaitIds("1");
		assertThat(redis.keys()).filteredOn((key) -> key.contains(":changes"))
			.hasSize(2)
			.allSatisfy((key) -> assertThat(Long.parseLong(redis.cli("pttl", key)))
				.isBetween(Duration.ofDays(90).minusMinutes(1).toMillis(), Duration.ofDays(90).toMillis()));
	}

	@Test
	void nothingOfItIsToBeReadInTheStoreWhenItIsKept() {
		this.mine.add(SomeChanges.started("request-1"));
		awaitIds("request-1");
		assertThat(SharedStores.dump(redis)).contains(":changes:")
			.doesNotContain("request-1", "portal-server", "issuer", "city", "started");
	}

	@ParameterizedTest
	@ValueSource(strings = { "set", "hset", "del" })
	void othersAreListedWhenOneIsGarbage(String command) {
		this.mine.add(SomeChanges.started("1"));
		awaitIds("1");
		String first = redis.key("changes:1");
		this.mine.add(SomeChanges.started("2"));
		awaitIds("2", "1");
		assertThat(redis.cli("del", first)).isEqualTo("1");
		switch (command) {
			case "set" -> redis.cli("set", first, "garbage");
			case "hset" -> redis.cli("hset", first, "garbage", "garbage");
			default -> assertThat(redis.keys()).doesNotContain(first);
		}
		assertThat(SomeChanges.requestIds(this.others.latest())).containsExactly("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "set", "hset", "del", "nan" })
	void attemptsAreAddedWhenTheirNumberIsGarbage(String command) {
		this.mine.add(SomeChanges.started("1"));
		awaitIds("1");
		String number = redis.key("changes");
		switch (command) {
			case "set" -> redis.cli("set", number, "garbage");
			case "hset" -> redis.cli("hset", number, "last", "garbage");
			case "nan" -> redis.cli("hset", number, "last", "nan");
			default -> redis.cli("del", number);
		}
		this.others.add(SomeChanges.started("2"));
		await().atMost(SOON).until(() -> SomeChanges.requestIds(this.mine.latest()).equals(List.of("2")));
	}

	@Test
	void othersAreListedWhenOneIsThereTwice() {
		Change first = SomeChanges.started("1");
		Consumer<Change> place = this.mine.add(first);
		awaitIds("1");
		String before = redis.cli("get", redis.key("changes:1"));
		place.accept(first.ended("applied", "yes"));
		awaitList(first.ended("applied", "yes"));
		redis.cli("set", redis.key("changes:1").replaceFirst("1$", "2"), before);
		redis.cli("set", redis.key("changes:1").replaceFirst("1$", "0"), before);
		assertThat(this.others.latest()).containsExactly(first.ended("applied", "yes"));
	}

	@Test
	void attemptIsThereAndPushesNobodyOutWhenTheStoreHasLostItMeanwhile() {
		Change first = SomeChanges.started("1");
		Consumer<Change> place = this.mine.add(first);
		awaitIds("1");
		redis.cli("flushall");
		this.others.add(SomeChanges.started("2"));
		awaitIds("2");
		place.accept(first.ended("applied", "yes"));
		awaitIds("1", "2");
	}

	@Test
	void nothingIsListedWhenTheKeyIsAnother() {
		this.mine.add(SomeChanges.started("1"));
		awaitIds("1");
		try (SharedChanges without = new SharedChanges(this.here, TestKeys.sealer(2))) {
			assertThat(without.latest()).isEmpty();
		}
	}

	@Test
	void nobodyWaitsOrFailsWhenTheStoreIsAway() {
		Change first = SomeChanges.started("1");
		Consumer<Change> place = this.mine.add(first);
		awaitIds("1");
		redis.pause();
		long before = System.nanoTime();
		try {
			IntStream.range(0, 50).forEach((i) -> this.mine.add(SomeChanges.started("away-" + i)));
			assertThat(Duration.ofNanos(System.nanoTime() - before)).as("less than a single command has")
				.isLessThan(Duration.ofSeconds(1));
			await().atMost(SOON).until(this.here::isDoubtful);
			assertThatExceptionOfType(StoreException.class).isThrownBy(this.mine::latest);
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		place.accept(first.ended("applied", "yes"));
		await().atMost(SOON).until(() -> this.others.latest().contains(first.ended("applied", "yes")));
	}

	@Test
	void onlyTryIsLeftToOthersWhenTheStoreIsAway() {
		redis.pause();
		try {
			await().atMost(SOON).until(() -> {
				assertThatExceptionOfType(StoreException.class).isThrownBy(this.mine::latest);
				return this.here.isDoubtful();
			});
			double spared = this.replicas.calls(this.here, "spared");
			double failed = this.replicas.calls(this.here, "failed");
			await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
			this.mine.add(SomeChanges.started("1"));
			this.mine.close();
			assertThat(this.replicas.calls(this.here, "spared")).isEqualTo(spared);
			assertThat(this.replicas.calls(this.here, "failed")).isEqualTo(failed);
		}
		finally {
			redis.resume();
		}
	}

	private void awaitIds(String... newestFirst) {
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(SomeChanges.requestIds(this.others.latest())).containsExactly(newestFirst));
	}

	private void awaitList(Change... newestFirst) {
		await().atMost(SOON).untilAsserted(() -> assertThat(this.others.latest()).containsExactly(newestFirst));
	}

}
