package io.zendeskbff.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.cache.CacheWorld.Script;
import io.zendeskbff.shelf.Entry;
import io.zendeskbff.shelf.HeldShelf;
import io.zendeskbff.shelf.Shelf;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreExceptions;
import io.zendeskbff.upstream.RecordedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.zendeskbff.cache.CacheWorld.city;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Who reads when replicas share a shelf, which may settle, or whose turns may be away.
 */
@Timeout(20)
class ReadingsTests {

	private final Script zendesk = new Script();

	private final HeldShelf held = new HeldShelf();

	private final Shelf shelf = this.held.shelf();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Turns turns = new Turns();

	private final Readings readings = readings(Runnable::run);

	private Readings readings(Executor executor) {
		this.held.turns(this.turns);
		return new Readings(this.zendesk, this.shelf, CacheWorld.USUAL, Duration.ofSeconds(3), executor,
				new CacheJournal(this.meters));
	}

	@Test
	void everyReadIsItsOwnAndNotKeptWhenTheShelfSettles() throws Exception {
		this.held.settles(true);
		for (String city : List.of("Bern", "Thun")) {
			this.zendesk.isIn(city);
			Reading reading = CompletableFuture.supplyAsync(this.readings::shared).get(10, TimeUnit.SECONDS);
			assertThat(reading).isInstanceOfSatisfying(Reading.Read.class, (read) -> {
				assertThat(read.collapsed()).isFalse();
				assertThat(read.entry().trusted()).isFalse();
				assertThat(read.entry().account().holds(city(city))).isTrue();
			});
		}
		assertThat(this.zendesk.reads()).isEqualTo(2);
		assertThat(this.readings.own()).isInstanceOf(Reading.Read.class);
		this.held.settles(false);
		assertThat(this.shelf.look().entry()).isNull();
		assertThat(this.turns.events).as("no turns").isEmpty();
	}

	@Test
	void failureIsToldWhenTheShelfSettlesAndTheNextReads() {
		this.held.settles(true);
		this.zendesk.fails(Plain.BROKEN);
		assertThat(this.readings.next()).isInstanceOfSatisfying(Reading.Failed.class,
				(failed) -> assertThat(failed.failure().failure()).isEqualTo(Plain.BROKEN));
		this.zendesk.isIn("Thun");
		assertThat(this.readings.next()).isInstanceOf(Reading.Read.class);
	}

	@Test
	void nobodyReadsWhenTheShelfIsFreshOnceItHasSettled() {
		Entry kept = keep("Bern");
		for (int i = 0; i < 2; i++) {
			assertThat(this.readings.next()).isEqualTo(new Reading.Found(kept));
		}
		assertThat(this.zendesk.reads()).isZero();
	}

	/** The pace is one in two and a half seconds once three have gone. */
	@Test
	void zendeskIsSparedWhenManyReadWhileTheShelfSettles() {
		this.held.settles(true);
		long begun = System.nanoTime();
		for (int i = 0; i < 4; i++) {
			this.readings.next();
		}
		assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
		assertThat(this.zendesk.reads()).isEqualTo(4);
	}

	@Test
	void turnIsWaitedForAndLetGoWhenSomebodyReads() {
		assertThat(this.readings.shared()).isInstanceOf(Reading.Read.class);
		assertThat(this.turns.events).containsExactly("acquire PT3S", "release");
		assertThat(this.zendesk.reads()).isOne();
	}

	/** Another replica is slow, or the store of their turns is away. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OURS")
	void accountIsReadAllTheSameWhenItIsNotOurTurn(Turn turn) {
		this.turns.turn = turn;
		assertThat(this.readings.shared()).isInstanceOf(Reading.Read.class);
		assertThat(this.turns.events).containsExactly("acquire PT3S");
	}

	@Test
	void everybodyHasWhatAnotherReplicaReadWhenItWasItsTurn() throws Exception {
		CompletableFuture<Reading> others = new CompletableFuture<>();
		this.turns.meanwhile = () -> {
			Thread other = Thread.startVirtualThread(() -> others.complete(this.readings.shared()));
			await().until(() -> other.getState() == Thread.State.WAITING);
			keep("Thun");
		};
		Reading found = this.readings.shared();
		assertThat(found).isEqualTo(new Reading.Found(this.shelf.look().shown()));
		assertThat(others.get(10, TimeUnit.SECONDS)).isEqualTo(new Reading.Read(this.shelf.look().shown(), true));
		assertThat(this.zendesk.reads()).isZero();
	}

	@Test
	void turnIsLetGoWhenTheReadFails() {
		this.zendesk.fails(Plain.BROKEN);
		assertThat(this.readings.shared()).isInstanceOf(Reading.Failed.class);
		assertThat(this.turns.events).containsExactly("acquire PT3S", "release");
	}

	@Test
	void nobodyWaitsAndItIsToldWhenThereIsNoRoomToReadBehind() {
		Readings full = readings((_) -> {
			throw new RejectedExecutionException("full");
		});
		try (RecordedLog log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.cache")) {
			full.behind();
			assertThat(log.lines()).singleElement().asString().startsWith("ERROR The account could not be read anew");
		}
		assertThat(this.meters.get("bff.cache.refreshes").tag("outcome", "internal").counter().count()).isOne();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(full::shared);
		this.held.pass(Duration.ofSeconds(1));
		assertThat(full.shared()).isInstanceOf(Reading.Read.class);
	}

	@Test
	void nobodyWaitsWhenNoThreadCanBeMadeToReadBehind() {
		Readings broken = readings((_) -> {
			throw new OutOfMemoryError("no thread");
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(broken::behind);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(broken::shared)
			.withCauseInstanceOf(OutOfMemoryError.class);
	}

	private Entry keep(String city) {
		Account account = CacheWorld.account(city);
		return this.shelf.put(new Entry(account, this.shelf.now(), true), this.shelf.look().epoch());
	}

	/** Whose turn it may be. */
	enum Turn {

		OURS, ANOTHERS, UNKNOWN

	}

	/** Says whose turn it is. */
	private static final class Turns implements Mutex {

		private final List<String> events = new ArrayList<>();

		private Turn turn = Turn.OURS;

		private Runnable meanwhile = () -> {
		};

		@Override
		public boolean acquire(Duration patience) {
			this.events.add("acquire " + patience);
			this.meanwhile.run();
			return switch (this.turn) {
				case OURS -> true;
				case ANOTHERS -> false;
				case UNKNOWN -> throw StoreExceptions.silence();
			};
		}

		@Override
		public void requireHeld() {
			throw new AssertionError("Nobody looks");
		}

		@Override
		public void release() {
			this.events.add("release");
		}

	}

}
