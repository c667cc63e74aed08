package io.zendeskbff.shelf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

import io.zendeskbff.account.Account;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.SharedMutex;
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

import static org.assertj.core.api.Assertions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What must never be seen on the shelf of two replicas, whoever is slow, has died or is
 * wrong about the time.
 */
@RequiresRedis
class SharedShelfTests {

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

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
		this.replicas.close();
	}

	@Test
	void nobodySeesTheAccountBeforeWhenTheMarkTookItsTimeAndTheUpdateDidNot() {
		Shelf others = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		SlowCell slow = new SlowCell(cell(this.replicas.join(), InstantSource.system()), () -> {
			LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
			others.lookNow();
		}, SharedShelfTests::doNothing);
		Shelf mine = new Shelf(slow, Duration.ofSeconds(14));
		Epoch epoch = mine.lookNow().epoch();
		mine.put(new Entry(account("Bern"), mine.now(), true), epoch);
		slow.begin();
		Withdrawal withdrawal = mine.withdrawal();
		withdrawal.leave();
		withdrawal.confirmed();
		assertThat(others.look().entry()).isNull();
	}

	@Test
	void confirmationComesSoonWhenTheFirstThingIsAnUpdateAndTheClockIsAhead() throws Exception {
		Shelf mine = new Shelf(cell(this.replicas.join(), () -> Instant.now().plusSeconds(20)), Duration.ofSeconds(14));
		Withdrawal withdrawal = mine.withdrawal();
		withdrawal.leave();
		assertThatCode(() -> CompletableFuture.runAsync(withdrawal::confirmed).get(5, TimeUnit.SECONDS))
			.doesNotThrowAnyException();
	}

	@Test
	void markStandsWhenTheFirstThingIsAnUpdateAndTheClockIsBehind() {
		Shelf mine = new Shelf(cell(this.replicas.join(), () -> Instant.now().minusSeconds(20)),
				Duration.ofSeconds(14));
		Shelf others = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		mine.withdrawal().leave();
		assertThat(others.lookNow().settling()).isTrue();
	}

	@Test
	void readIsDistrustedWhenItWasBegunWhileADeadUpdateStood() {
		Shelf dying = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(3));
		Shelf others = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		dying.lookNow();
		dying.withdrawal().leave();
		Sight sight = others.lookNow();
		assertThat(sight.settling()).isTrue();
		Entry begun = new Entry(account("Bern"), others.now(), true);
		await().until(() -> !others.lookNow().settling());
		assertThat(others.put(begun, sight.epoch()).trusted()).isFalse();
	}

	@Test
	void accountBeforeADeadUpdateStaysAwayWhenALaterOneIsRefused() {
		long second = Duration.ofSeconds(1).toNanos();
		UUID dead = UUID.randomUUID();
		UUID later = UUID.randomUUID();
		Entry before = new Entry(account("Bern"), 0, true);
		ShelfState state = ShelfState.empty(UUID.randomUUID(), UUID.randomUUID(), 0);
		state = state.with(before, state.epoch(), 0);
		state = state.updateLeft(dead, 0, Duration.ofSeconds(14));
		state = state.updateLeft(later, 80 * second, Duration.ofSeconds(14)).updateRefused(later);
		assertThat(state.entry()).isNotEqualTo(before);
	}

	@Test
	void shelfIsEmptyOrClosedWhenTheGenerationIsGarbage() {
		SharedStore store = this.replicas.join();
		Shelf mine = new Shelf(cell(store, InstantSource.system()), Duration.ofSeconds(14));
		redis.cli("hset", store.key("connection"), "generation", "garbage");
		assertThatCode(mine::lookNow).doesNotThrowAnyException();
	}

	@Test
	void storeIsUnsettledWhenANewcomerIsTheFirstToMeetItAfterItsLoss() {
		SharedStore knowing = this.replicas.join();
		SharedStores.look(knowing);
		redis.cli("flushall");
		SharedStores.look(this.replicas.join());
		assertThat(SharedStores.look(knowing).isUnsettled()).isTrue();
	}

	@Test
	void oneReadsForAllWhenNothingWasEverKept() {
		Shelf mine = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		Shelf others = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		assertThat(mine.lookNow().settling()).isFalse();
		assertThat(others.lookNow().epoch()).isEqualTo(mine.lookNow().epoch());
	}

	@Test
	void shelfIsThereWhenTheStoresOwnEntryHasAGarbledTime() {
		SharedStore store = this.replicas.join();
		SharedStores.look(store);
		redis.cli("hset", store.key("store"), "settled", "garbage");
		assertThatCode(() -> SharedStores.look(store)).doesNotThrowAnyException();
	}

	@Test
	void leaseIsHadWhenSomethingElseIsInItsPlace() {
		SharedStore store = this.replicas.join();
		redis.cli("hset", store.key("renewing"), "a", "b");
		assertThat(
				store.mutex("renewing", new SharedMutex.Terms(Duration.ofSeconds(5), Duration.ofMillis(50), true, true))
					.acquire(Duration.ofSeconds(1)))
			.isTrue();
	}

	@Test
	void clockDoesNotGoBackWhenOneLookWasSlowAndTheNextIsNot() {
		ShelfCell cell = cell(this.replicas.join(), InstantSource.system());
		redis.cli("client", "pause", "100");
		cell.lookNow();
		long before = cell.now();
		cell.lookNow();
		long after = cell.now();
		assertThat(after).isGreaterThanOrEqualTo(before);
	}

	@Test
	void readBegunBeforeTheAccountWasGoneIsNotKeptWhenTheFirstLookWasSlow() {
		Shelf mine = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		redis.cli("client", "pause", "100");
		Epoch epoch = mine.lookNow().epoch();
		Entry begun = new Entry(account("Bern"), mine.now(), true);
		mine.lookNow();
		mine.forget();
		mine.put(begun, epoch);
		assertThat(mine.lookNow().entry()).isNull();
	}

	@Test
	void nobodySeesTheAccountBeforeWhenAnUpdateWasConfirmed() {
		Shelf mine = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		Shelf others = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		for (int i = 0; i < 10; i++) {
			Epoch epoch = mine.lookNow().epoch();
			mine.put(new Entry(account("Bern"), mine.now(), true), epoch);
			assertThat(others.lookNow().entry()).isNotNull();
			Withdrawal withdrawal = mine.withdrawal();
			withdrawal.leave();
			withdrawal.confirmed();
			assertThat(others.look().entry()).isNull();
		}
	}

	@Test
	void nobodySeesTheAccountBeforeWhenTheLastCommandOfAnUpdateWasSlow() {
		Shelf others = new Shelf(cell(this.replicas.join(), InstantSource.system()), Duration.ofSeconds(14));
		SlowCell slow = new SlowCell(cell(this.replicas.join(), InstantSource.system()), SharedShelfTests::doNothing,
				() -> redis.cli("client", "pause", "100"));
		Shelf mine = new Shelf(slow, Duration.ofSeconds(14));
		for (int i = 0; i < 5; i++) {
			Epoch epoch = mine.lookNow().epoch();
			mine.put(new Entry(account("Bern"), mine.now(), true), epoch);
			assertThat(others.lookNow().entry()).isNotNull();
			Withdrawal withdrawal = mine.withdrawal();
			withdrawal.leave();
			slow.begin();
			long confirming = System.nanoTime();
			withdrawal.confirmed();
			assertThat(others.look().entry()).as("after %s", Duration.ofNanos(System.nanoTime() - confirming)).isNull();
		}
	}

	private static Account account(String city) {
		return Account.parse("{\"account_key\":\"k1\",\"billing\":{\"city\":\"%s\"}}".formatted(city)
			.getBytes(StandardCharsets.UTF_8));
	}

	private static ShelfCell cell(SharedStore store, InstantSource clock) {
		return new SharedCell(store, TestKeys.sealer(1), Duration.ofSeconds(3), clock);
	}

	private static void doNothing() {
	}

	/** A cell of which one change takes its time. */
	private static final class SlowCell implements ShelfCell {

		private final ShelfCell cell;

		private final Runnable before;

		private final Runnable within;

		private boolean slow;

		SlowCell(ShelfCell cell, Runnable before, Runnable within) {
			this.cell = cell;
			this.before = before;
			this.within = within;
		}

		void begin() {
			this.slow = true;
		}

		@Override
		public long now() {
			return this.cell.now();
		}

		@Override
		public Glimpse look() {
			return this.cell.look();
		}

		@Override
		public Glimpse lookNow() {
			return this.cell.lookNow();
		}

		@Override
		public ShelfState change(UnaryOperator<ShelfState> what) {
			if (!this.slow) {
				return this.cell.change(what);
			}
			this.slow = false;
			this.before.run();
			return this.cell.change((state) -> {
				this.within.run();
				return what.apply(state);
			});
		}

		@Override
		public void owe(UnaryOperator<ShelfState> what) {
			this.cell.owe(what);
		}

		@Override
		public Duration lag() {
			return this.cell.lag();
		}

		@Override
		public Mutex reading(Epoch epoch) {
			return this.cell.reading(epoch);
		}

	}

}
