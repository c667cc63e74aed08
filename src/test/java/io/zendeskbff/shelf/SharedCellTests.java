package io.zendeskbff.shelf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.SharedStores;
import io.zendeskbff.store.TestKeys;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The shelf of two replicas, of which one may die, over a store that may go, forget, or
 * hold what nobody has put there.
 */
@RequiresRedis
class SharedCellTests {

	private static final Duration LONGEST_UPDATE = SharedStores.LONGEST_UPDATE;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String NOTHING = "nothing";

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final SharedStore here = this.replicas.join();

	private final SharedStore there = this.replicas.join();

	private final Shelf mine = shelf(this.here, 1);

	private final Shelf others = shelf(this.there, 1);

	@BeforeAll
	static void start() {
		redis = RedisServer.start("--appendonly", "yes");
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
		this.replicas.close();
	}

	@Test
	void accountIsSeenByTheOtherWhenOneHasReadIt() {
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		Entry kept = fill(this.mine, "Bern");
		assertThat(kept.trusted()).isTrue();
		assertThat(seen(this.others)).isEqualTo("Bern");
		Sight sight = this.others.lookNow();
		assertThat(sight.settling() || sight.inDoubt()).isFalse();
		assertThat(sight.shown().trusted()).isTrue();
		assertThat(sight.shown().readAt()).isEqualTo(kept.readAt());
		assertThat(sight.age()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
	}

	@Test
	void nobodyAsksTheStoreWhenHeHasJustLooked() {
		fill(this.mine, "Bern");
		double before = this.replicas.calls(this.there, "answered");
		assertThat(IntStream.range(0, 1_000).mapToObj((_) -> city(this.others.look()))).containsOnly("Bern");
		assertThat(this.replicas.calls(this.there, "answered") - before).isBetween(1.0, 20.0);
	}

	@Test
	void latestReadStaysWhenAnEarlierOneComesLate() {
		Epoch epoch = this.mine.lookNow().epoch();
		Entry early = new Entry(account("Bern"), this.mine.now() - Duration.ofSeconds(1).toNanos(), true);
		fill(this.mine, "Basel");
		assertThat(this.others.lookNow().epoch()).isEqualTo(epoch);
		this.others.put(early, epoch);
		assertThat(seen(this.mine)).isEqualTo("Basel");
	}

	@Test
	void everybodySettlesInAnotherEpochWhenAnUpdateLeaves() {
		fill(this.mine, "Bern");
		Epoch before = this.others.lookNow().epoch();
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		for (Shelf shelf : List.of(this.mine, this.others)) {
			Sight sight = shelf.lookNow();
			assertThat(sight.settling()).isTrue();
			assertThat(sight.entry()).isNull();
			assertThat(sight.epoch()).isEqualTo(before.next());
			assertThat(fill(shelf, "Basel").trusted()).isFalse();
		}
		withdrawal.refused();
	}

	@Test
	void readIsNotKeptWhenItWasBegunBeforeAnUpdateHasLeft() {
		fill(this.mine, "Bern");
		Epoch before = this.others.lookNow().epoch();
		Entry begun = entry(this.others, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		assertThat(this.others.put(begun, before).trusted()).isFalse();
		withdrawal.confirmed();
		assertThat(this.others.put(begun, before).trusted()).isFalse();
		assertThat(seen(this.mine)).isEqualTo(NOTHING);
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		assertThat(fill(this.others, "Basel").trusted()).isTrue();
		assertThat(seen(this.mine)).isEqualTo("Basel");
	}

	@Test
	void accountAfterTheUpdateIsSeenByEverybodyWhenItWasReadBack() {
		fill(this.mine, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		withdrawal.confirmed(account("Basel"));
		assertThat(seen(this.mine)).isEqualTo("Basel");
		assertThat(seen(this.others)).isEqualTo("Basel");
		assertThat(this.others.lookNow().settling() || this.others.lookNow().inDoubt()).isFalse();
	}

	@Test
	void accountIsThereAgainWhenAnUpdateWasRefused() {
		fill(this.mine, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		withdrawal.refused();
		for (Shelf shelf : List.of(this.mine, this.others)) {
			assertThat(seen(shelf)).isEqualTo("Bern");
			assertThat(shelf.lookNow().shown().trusted()).isTrue();
			assertThat(shelf.lookNow().settling()).isFalse();
		}
	}

	@Test
	void everybodyIsInDoubtWhenAnUpdateMayBeCarriedOutYet() {
		fill(this.mine, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		withdrawal.doubted();
		for (Shelf shelf : List.of(this.mine, this.others)) {
			assertThat(shelf.lookNow().inDoubt()).isTrue();
			assertThat(shelf.lookNow().settling()).isFalse();
			assertThat(seen(shelf)).isEqualTo(NOTHING);
		}
		assertThat(fill(this.others, "Basel").trusted()).isFalse();
		assertThat(seen(this.mine)).isEqualTo("Basel");
		assertThat(this.mine.lookNow().shown().trusted()).isFalse();
	}

	@Test
	void everybodyIsInDoubtWhenWhoeverUpdatesHasDied() {
		Shelf dying = new Shelf(cell(this.here, 1), Duration.ofSeconds(3));
		fill(dying, "Bern");
		Epoch before = this.others.lookNow().epoch();
		Entry begun = entry(this.others, "Bern");
		dying.withdrawal().leave();
		assertThat(this.others.lookNow().settling()).isTrue();
		await().atMost(PATIENCE).until(() -> !this.others.lookNow().settling());
		assertThat(this.others.lookNow().inDoubt()).isTrue();
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		assertThat(this.others.put(begun, before).trusted()).isFalse();
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		Withdrawal refused = this.mine.withdrawal();
		refused.leave();
		refused.refused();
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		assertThat(fill(this.others, "Basel").trusted()).isFalse();
		assertThat(seen(this.mine)).isEqualTo("Basel");
		assertThat(this.mine.lookNow().inDoubt()).isTrue();
	}

	@Test
	void updateDoesNotLeaveWhenTheOthersCannotBeTold() {
		fill(this.mine, "Bern");
		redis.pause();
		Withdrawal withdrawal = this.mine.withdrawal();
		try {
			assertStaysHere(withdrawal);
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		withdrawal.refused();
		assertThat(this.mine.lookNow().settling()).isFalse();
		assertThat(this.others.lookNow().settling()).isFalse();
	}

	private static void assertStaysHere(Withdrawal withdrawal) {
		assertThatExceptionOfType(AccountException.class).isThrownBy(withdrawal::leave)
			.matches((ex) -> ex.failure() == Failure.Plain.STORE_UNAVAILABLE && ex.applied() == Applied.NO);
		assertThat(withdrawal.hasLeft()).isFalse();
	}

	@Test
	void nothingOfItIsServedWhenTheStoreWasRestartedAndHasLostNothing() {
		Shelf first = shelf(this.replicas.join(Duration.ofSeconds(3)), 1);
		SharedStore brisk = this.replicas.join(Duration.ofSeconds(3));
		Shelf second = shelf(brisk, 1);
		fill(first, "Bern");
		assertThat(seen(second)).isEqualTo("Bern");
		Epoch before = second.lookNow().epoch();
		Entry begun = entry(second, "Bern");
		redis.kill();
		redis.restart();
		SharedStores.awaitBack(brisk);
		assertThat(second.lookNow().settling()).isTrue();
		assertThat(seen(second)).isEqualTo(NOTHING);
		assertThat(fill(second, "Bern").trusted()).isFalse();
		await().atMost(PATIENCE).until(() -> !second.lookNow().settling());
		assertThat(seen(second)).isEqualTo(NOTHING);
		assertThat(second.put(begun, before).trusted()).isFalse();
		assertThat(seen(second)).isEqualTo(NOTHING);
		assertThat(fill(second, "Basel").trusted()).isTrue();
		await().atMost(PATIENCE).until(() -> seen(first).equals("Basel"));
	}

	@Test
	void nothingOfItIsServedWhenTheStoreHasLostEverything() {
		fill(this.mine, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		this.others.lookNow();
		redis.cli("flushall");
		assertThat(this.others.lookNow().settling()).isTrue();
		assertThat(fill(this.others, "Bern").trusted()).isFalse();
		withdrawal.confirmed();
		assertThat(this.others.lookNow().settling()).isTrue();
		assertThat(seen(this.others)).isEqualTo(NOTHING);
	}

	@Test
	void shelfIsClosedWhenTheStoreIsAway() {
		fill(this.mine, "Bern");
		Epoch epoch = this.mine.lookNow().epoch();
		redis.pause();
		try {
			await().atMost(PATIENCE).until(() -> this.mine.look().settling());
			for (Sight sight : List.of(this.mine.look(), this.mine.lookNow())) {
				assertThat(sight.settling()).isTrue();
				assertThat(sight.entry()).isNull();
			}
			assertThat(this.mine.put(entry(this.mine, "Basel"), epoch).trusted()).isFalse();
			assertThat(this.mine.put(entry(this.mine, "Basel"), this.mine.look().epoch()).trusted()).isFalse();
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		assertThat(seen(this.mine)).isEqualTo("Bern");
	}

	@Test
	void whatIsOwedIsDoneBeforeAnybodyLooksWhenTheStoreIsBack() {
		fill(this.mine, "Bern");
		assertThat(seen(this.others)).isEqualTo("Bern");
		redis.pause();
		try {
			this.mine.forget();
			assertThat(seen(this.mine)).isEqualTo(NOTHING);
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		assertThat(city(this.mine.look())).isEqualTo(NOTHING);
		assertThat(this.mine.look().settling()).isFalse();
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		assertThat(fill(this.mine, "Basel").trusted()).isTrue();
		assertThat(seen(this.others)).isEqualTo("Basel");
	}

	@Test
	void updateIsEndedForEverybodyWhenTheStoreWasAwayAtItsEnd() {
		fill(this.mine, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		redis.pause();
		try {
			withdrawal.confirmed(account("Basel"));
			assertThat(seen(this.mine)).isEqualTo(NOTHING);
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		SharedStores.awaitBack(this.there);
		// Without anybody looking there, as soon as it can be.
		await().atMost(PATIENCE).until(() -> !this.others.lookNow().settling());
		assertThat(seen(this.mine)).isEqualTo("Basel");
		assertThat(seen(this.others)).isEqualTo("Basel");
	}

	@Test
	void whatIsOwedIsDoneWhenTheStoreWasRestarted() {
		SharedStore brisk = this.replicas.join(Duration.ofSeconds(3));
		Shelf shelf = shelf(brisk, 1);
		fill(shelf, "Bern");
		Entry begun = entry(shelf, "Bern");
		redis.kill();
		try {
			shelf.forget();
		}
		finally {
			redis.restart();
		}
		SharedStores.awaitBack(brisk);
		await().atMost(PATIENCE).until(() -> !shelf.lookNow().settling());
		assertThat(shelf.put(begun, shelf.lookNow().epoch()).trusted()).isFalse();
		assertThat(seen(shelf)).isEqualTo(NOTHING);
		assertThat(fill(shelf, "Basel").trusted()).isTrue();
	}

	/** It may be the mark of an update. */
	@Test
	void nothingIsServedForAWhileWhenItDoesNotOpenAndTheNextReadTakesItsPlace() {
		fill(this.mine, "Bern");
		Shelf brisk = shelf(this.replicas.join(Duration.ofSeconds(3)), 1);
		redis.cli("hset", this.here.key("account"), "version", "v", "state", "poison");
		assertThat(brisk.lookNow().settling()).isTrue();
		assertThat(brisk.lookNow().entry()).isNull();
		assertThat(fill(brisk, "Basel").trusted()).isFalse();
		await().atMost(PATIENCE).until(() -> !brisk.lookNow().settling());
		assertThat(fill(brisk, "Basel").trusted()).isTrue();
		assertThat(seen(this.mine)).isEqualTo("Basel");
		assertThat(shelf(this.here, 2).lookNow().settling()).as("without the key").isTrue();
		assertThat(seen(shelf(this.here, 2, 1))).isEqualTo("Basel");
	}

	@Test
	void nothingIsThereWhenSomethingElseIsInItsPlace() {
		fill(this.mine, "Bern");
		redis.cli("set", this.here.key("account"), "garbage");
		assertThat(seen(this.mine)).isEqualTo(NOTHING);
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		redis.cli("set", this.here.key("connection"), "garbage");
		assertThat(fill(this.others, "Basel").trusted()).isTrue();
		assertThat(seen(this.mine)).isEqualTo("Basel");
	}

	@Test
	void nothingIsThereWhenTheConnectionIsAnother() {
		connect(UUID.randomUUID());
		fill(this.mine, "Bern");
		Epoch before = this.mine.lookNow().epoch();
		Entry begun = entry(this.mine, "Bern");
		connect(UUID.randomUUID());
		assertThat(seen(this.mine)).isEqualTo(NOTHING);
		assertThat(seen(this.others)).isEqualTo(NOTHING);
		assertThat(this.mine.lookNow().epoch().isSince(before)).isFalse();
		assertThat(this.others.lookNow().epoch()).isEqualTo(this.mine.lookNow().epoch());
		assertThat(this.mine.put(begun, before).trusted()).isFalse();
		assertThat(fill(this.others, "Basel").trusted()).isTrue();
		assertThat(seen(this.mine)).isEqualTo("Basel");
	}

	private void connect(UUID generation) {
		redis.cli("hset", this.here.key("connection"), "generation", generation.toString());
	}

	@Test
	void readIsNotKeptWhenTheStoreIsFull() {
		fill(this.mine, "Bern");
		redis.cli("config", "set", "maxmemory", "1");
		try {
			assertThat(fill(this.mine, "Basel").trusted()).isFalse();
			assertThat(this.mine.look().settling()).isTrue();
			assertThat(seen(this.mine)).isEqualTo(NOTHING);
			assertThat(seen(this.others)).isEqualTo("Bern");
			assertStaysHere(this.others.withdrawal());
		}
		finally {
			redis.cli("config", "set", "maxmemory", "0");
		}
		this.mine.forget();
		assertThat(this.mine.look().settling()).isFalse();
		assertThat(fill(this.mine, "Basel").trusted()).isTrue();
	}

	@Test
	void everyChangeCountsWhenManyAreMadeAtTwoReplicas() {
		fill(this.mine, "Bern");
		Epoch before = this.mine.lookNow().epoch();
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 100; i++) {
				Shelf shelf = (i % 2 == 0) ? this.mine : this.others;
				many.execute(() -> shelf.change(ShelfState::nextEpoch));
			}
		}
		assertThat(this.mine.lookNow().epoch()).isEqualTo(this.others.lookNow().epoch())
			.isEqualTo(new Epoch(before.line(), before.number() + 100));
		assertThat(seen(this.others)).isEqualTo("Bern");
	}

	@Test
	void oneReadsForAllWhenTheyWantTheSameEpoch() {
		fill(this.mine, "Bern");
		Epoch epoch = this.mine.lookNow().epoch();
		Mutex reading = this.mine.reading(epoch);
		assertThat(reading.acquire(PATIENCE)).isTrue();
		assertThat(this.others.reading(epoch).acquire(Duration.ofMillis(100))).isFalse();
		Mutex next = this.others.reading(epoch.next());
		assertThat(next.acquire(PATIENCE)).isTrue();
		next.release();
		reading.release();
	}

	@Test
	void nothingOfTheAccountIsToBeReadInTheStoreWhenItIsKept() {
		fill(this.mine, "Bern");
		Withdrawal withdrawal = this.mine.withdrawal();
		withdrawal.leave();
		assertThat(SharedStores.dump(redis)).contains(this.here.key("account"))
			.doesNotContain("Bern", "billing", "account_key");
		assertThat(Long.parseLong(redis.cli("pttl", this.here.key("account")))).isBetween(1L,
				Duration.ofDays(1).toMillis());
		withdrawal.refused();
	}

	/** What is seen now. */
	private static String seen(Shelf shelf) {
		return city(shelf.lookNow());
	}

	private static String city(Sight sight) {
		Entry entry = sight.entry();
		return (entry != null)
				? new String(entry.account().json(), StandardCharsets.UTF_8).replaceAll(".*\"city\":\"(\\w+)\".*", "$1")
				: NOTHING;
	}

	/** Reads the account, from its beginning to its end. */
	private static Entry fill(Shelf shelf, String city) {
		Epoch epoch = shelf.lookNow().epoch();
		return shelf.put(entry(shelf, city), epoch);
	}

	/** What is read from now on. */
	private static Entry entry(Shelf shelf, String city) {
		return new Entry(account(city), shelf.now(), true);
	}

	private static Account account(String city) {
		return Account.parse("{\"account_key\":\"k1\",\"billing\":{\"city\":\"%s\"}}".formatted(city)
			.getBytes(StandardCharsets.UTF_8));
	}

	private static Shelf shelf(SharedStore store, int... keys) {
		return new Shelf(cell(store, keys), LONGEST_UPDATE);
	}

	private static ShelfCell cell(SharedStore store, int... keys) {
		return new SharedCell(store, TestKeys.sealer(keys), Duration.ofSeconds(3), InstantSource.system());
	}

}
