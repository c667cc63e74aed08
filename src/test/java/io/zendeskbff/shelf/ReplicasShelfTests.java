package io.zendeskbff.shelf;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.lettuce.core.RedisCommandExecutionException;
import io.zendeskbff.account.Account;
import io.zendeskbff.store.ScriptedRedis;
import io.zendeskbff.store.ScriptedRedis.Call;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * When a replica asks the shared store, what it makes of the answers, and what becomes of
 * a change that the store did not take.
 */
class ReplicasShelfTests {

	private static final UUID UPDATE = new UUID(0, 7);

	private final ScriptedRedis redis = new ScriptedRedis();

	private final SharedStore store = this.redis.patientStore();

	private final KeptShelf kept = new KeptShelf();

	private final SharedCell cell = cell(1);

	private final SharedCell other = cell(1);

	private SharedCell cell(int key) {
		return new SharedCell(this.store, TestKeys.sealer(key), Duration.ofSeconds(3), InstantSource.system());
	}

	@BeforeEach
	void answer() {
		this.redis.answers(this.kept::answer);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void changeIsEverybodysWhenOneHasMadeIt() {
		ShelfState after = this.cell.change((state) -> state.updateLeft(UPDATE, 0, Duration.ofDays(1)));
		assertThat(this.other.lookNow()).isEqualTo(new Glimpse(after, true));
		assertThat(after.epoch().number()).isOne();
		assertThat(this.redis.calls().getFirst().keys()).containsExactly("test:store", "test:account",
				"test:connection");
	}

	@Test
	void emptyShelfIsTheSameForAllWhenNothingWasKept() {
		assertThat(this.cell.look()).isEqualTo(this.other.look());
		assertThat(this.cell.look().settling()).isFalse();
		assertThat(this.cell.look().state().entry()).isNull();
	}

	@Test
	void storeIsAskedOnceInAQuarterOfASecondWhenManyLook() {
		long begun = System.nanoTime();
		this.cell.look();
		int calls = this.redis.calls().size();
		for (int i = 0; i < 50; i++) {
			this.cell.look();
		}
		boolean inTime = System.nanoTime() - begun < SharedCell.LAG.toNanos();
		assertThat(this.redis.calls().size() == calls || !inTime).isTrue();
		this.cell.lookNow();
		assertThat(this.redis.calls().size()).as("now").isGreaterThan(calls);
		int later = this.redis.calls().size();
		LockSupport.parkNanos(SharedCell.LAG.plusMillis(50).toNanos());
		this.cell.look();
		assertThat(this.redis.calls()).as("later").hasSize(later + 1);
		assertThat(this.cell.lag()).isEqualTo(SharedCell.LAG);
	}

	@Test
	void stateIsNotSentAgainWhenItIsKnown() {
		ShelfState after = this.cell.change(ShelfState::nextEpoch);
		assertThat(this.cell.lookNow().state()).isEqualTo(after);
		assertThat(this.redis.calls().getLast().own().getFirst()).isEqualTo(this.kept.version);
	}

	@Test
	void nothingIsWrittenWhenNothingChanges() {
		this.cell.change((state) -> state);
		assertThat(this.redis.calls()).hasSize(1);
	}

	@Test
	void changeIsMadeToWhatIsThereWhenAnotherReplicaWasFaster() {
		this.cell.lookNow();
		this.redis.answers((call) -> {
			List<String> seen = this.kept.answer(call);
			this.redis.answers(this.kept::answer);
			this.other.change(ShelfState::nextEpoch);
			return seen;
		});
		assertThat(this.cell.change(ShelfState::nextEpoch).epoch().number()).isEqualTo(2);
		assertThat(this.other.lookNow().state().epoch().number()).isEqualTo(2);
	}

	@Test
	void nobodyIsAnsweredWhenTheStoreIsAwayAndEverybodyOnceItIsBack() {
		this.cell.lookNow();
		this.redis.goesAway();
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.cell::lookNow);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.cell.change(ShelfState::nextEpoch));
		this.redis.answers(this.kept::answer);
		assertThatCode(this.cell::lookNow).doesNotThrowAnyException();
		assertThat(this.cell.change(ShelfState::nextEpoch).epoch().number()).isOne();
	}

	@Test
	void debtIsPaidInOrderBeforeAnybodyLooksWhenTheStoreIsBack() {
		this.cell.look();
		this.redis.goesAway();
		this.cell.owe(ShelfState::nextEpoch);
		this.cell.owe((state) -> state.inDoubtFrom(state.epoch().number()));
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.cell::look);
		this.redis.answers(this.kept::answer);
		ShelfState paid = this.cell.look().state();
		assertThat(paid.epoch().number()).isOne();
		assertThat(paid.doubtUntil()).isEqualTo(1 + Duration.ofSeconds(60).toNanos());
		assertThat(this.other.lookNow().state()).isEqualTo(paid);
		assertThat(this.cell.lookNow().state()).as("once").isEqualTo(paid);
	}

	@Test
	void debtIsPaidBeforeTheNextChangeWhenTheStoreIsBack() {
		this.cell.owe(ShelfState::nextEpoch);
		assertThat(this.cell.change((state) -> state.inDoubtFrom(0)).epoch().number()).isOne();
	}

	/** The others wait for it. */
	@Test
	void debtIsPaidInTheBackgroundWhenNobodyLooks() {
		this.redis.goesAway();
		this.cell.owe(ShelfState::nextEpoch);
		await().until(() -> !this.redis.calls().isEmpty());
		this.redis.answers(this.kept::answer);
		await().until(() -> this.other.lookNow().state().epoch().number() == 1);
	}

	@Test
	void storeIsLeftAloneWhenItRefusesAndChangesAreTriedAllTheSame() {
		this.cell.lookNow();
		this.redis.answers((_) -> {
			throw new RedisCommandExecutionException("OOM command not allowed");
		});
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.cell::lookNow);
		int calls = this.redis.calls().size();
		this.redis.answers(this.kept::answer);
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.cell::lookNow)
			.matches(StoreException::isRefusal);
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.cell::look);
		assertThat(this.redis.calls()).hasSize(calls);
		assertThat(this.cell.change(ShelfState::nextEpoch).epoch().number()).isOne();
		assertThatCode(this.cell::lookNow).doesNotThrowAnyException();
	}

	@Test
	void nothingIsServedForAsLongAsAnUpdateWhenWhatIsKeptDoesNotOpen() {
		cell(2).change(ShelfState::nextEpoch);
		Glimpse glimpse = this.cell.lookNow();
		assertThat(glimpse.settling()).isTrue();
		assertThat(glimpse.state().epoch().number()).isZero();
		ShelfState after = this.cell.change(ShelfState::nextEpoch);
		assertThat(this.other.lookNow().state()).as("in its place").isEqualTo(after);
		assertThat(this.cell.lookNow().settling()).as("still").isTrue();
	}

	@Test
	void nothingOfTheAccountIsThereWhenTheConnectionIsAnother() {
		Entry entry = new Entry(Account.parse("{\"account_key\":\"k\"}".getBytes(UTF_8)), this.cell.now(), true);
		this.cell.change((state) -> state.with(entry, state.epoch(), entry.readAt()));
		assertThat(this.cell.lookNow().state().entry()).isNotNull();
		this.kept.generation = "another";
		assertThat(this.cell.lookNow().state().entry()).isNull();
	}

	/** The scripted store says that it is a second after 1970. */
	@Test
	void timeIsTheStoresWhenItIsKnown() {
		assertThat(this.cell.now()).isGreaterThan(Duration.ofDays(365).toNanos());
		this.cell.lookNow();
		assertThat(this.cell.now()).isBetween(Duration.ofSeconds(1).toNanos(), Duration.ofSeconds(60).toNanos());
	}

	@Test
	void timeDoesNotGoBackWhenItIsTheSameStores() {
		this.redis.timeIs(1_000_000);
		this.cell.lookNow();
		this.redis.timeIs(10_000);
		this.cell.lookNow();
		assertThat(this.cell.now()).as("an answer was slow").isGreaterThan(Duration.ofSeconds(1_000).toNanos());
		this.redis.draws("line-2");
		this.cell.lookNow();
		assertThat(this.cell.now()).as("another server").isLessThan(Duration.ofSeconds(500).toNanos());
	}

	@Test
	void oneLooksForAllWhenTheyWait() throws Exception {
		CompletableFuture<Glimpse> others = new CompletableFuture<>();
		this.redis.answers((call) -> {
			this.redis.answers(this.kept::answer);
			Thread waiting = Thread.startVirtualThread(() -> others.complete(this.cell.look()));
			await().until(() -> waiting.getState() == Thread.State.WAITING);
			return this.kept.answer(call);
		});
		Glimpse seen = this.cell.look();
		assertThat(others.get(20, TimeUnit.SECONDS)).isEqualTo(seen);
		assertThat(this.redis.calls()).hasSize(1);
	}

	@Test
	void nobodyIsKeptOutWhenAnotherHasLookedOrChanged() throws Exception {
		this.cell.lookNow();
		assertThat(CompletableFuture.supplyAsync(this.cell::lookNow).get(20, TimeUnit.SECONDS)).isNotNull();
		this.other.change(ShelfState::nextEpoch);
		assertThat(CompletableFuture.supplyAsync(this.other::lookNow).get(20, TimeUnit.SECONDS)).isNotNull();
	}

	@Test
	void turnIsThatOfTheEpochWhenSomebodyReads() {
		this.redis.answers("mine");
		Epoch epoch = new Epoch(new UUID(0, 1), 5);
		assertThat(this.cell.reading(epoch).acquire(Duration.ZERO)).isTrue();
		assertThat(this.redis.calls().getLast().keys().get(1)).isEqualTo("test:reading:" + epoch.line() + ":5");
		assertThat(this.redis.calls().getLast().own().get(1)).isEqualTo("3000");
	}

	/** What a store holds, and what the two scripts of the shelf do with it. */
	private static final class KeptShelf {

		private String version = "";

		private String state = "";

		private String generation = "";

		List<String> answer(Call call) {
			List<String> own = call.own();
			if (this.version.isEmpty()) {
				this.version = own.get(1);
			}
			boolean isKnown = this.version.equals(own.getFirst());
			if (own.size() > 2 && isKnown) {
				this.version = own.get(3);
				this.state = own.get(4);
				return List.of(this.version, "", this.generation);
			}
			return List.of(this.version, isKnown ? "" : this.state, this.generation);
		}

	}

}
