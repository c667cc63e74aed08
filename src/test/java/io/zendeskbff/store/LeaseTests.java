package io.zendeskbff.store;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.zendeskbff.store.ScriptedRedis.Call;
import io.zendeskbff.store.SharedMutex.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What is asked of the store for a lease, and what is made of its answers.
 */
class LeaseTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Terms TERMS = new Terms(LONG, Duration.ofMillis(1), true, true);

	private final ScriptedRedis redis = new ScriptedRedis();

	private final SharedStore store = this.redis.patientStore();

	private final HeldBeats beats = new HeldBeats();

	private final SharedMutex mutex = mutex(TERMS);

	private SharedMutex mutex(Terms terms) {
		return new SharedMutex(this.store, this.beats, "lease", terms);
	}

	@AfterEach
	void close() {
		this.store.close();
		this.beats.shutdownNow();
	}

	@Test
	void leaseIsHadWhenTheStoreGrantsIt() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		Call asked = this.redis.calls().getFirst();
		assertThat(asked.isOf(LeaseScripts.ACQUIRE)).isTrue();
		assertThat(asked.keys()).containsExactly("test:store", "test:lease", "test:lease:beat");
		assertThat(asked.own().subList(1, 5)).containsExactly("30000", "3000", "", "true");
		assertThat(asked.own().getFirst()).hasSize(36);
	}

	@Test
	void nameIsAnotherWhenItIsHadAgain() {
		this.redis.answers("mine");
		for (int i = 0; i < 2; i++) {
			assertThat(this.mutex.acquire(Duration.ZERO)).isTrue();
			this.mutex.release();
		}
		assertThat(this.redis.calls()).extracting((call) -> call.own().getFirst()).satisfies((names) -> {
			assertThat(names.get(1)).as("released").isEqualTo(names.get(0));
			assertThat(names.get(2)).as("had again").isNotEqualTo(names.get(0));
		});
	}

	@Test
	void storeIsAskedAgainWhenItIsSomebodyElsesTurn() {
		this.redis.answers("living", "silent:somebody", "mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		assertThat(this.redis.calls()).hasSize(3);
	}

	@Test
	void turnDoesNotComeWhenPatienceIsOver() {
		this.redis.answers("living");
		assertThat(this.mutex.acquire(Duration.ofMillis(20))).isFalse();
		assertThat(this.redis.calls()).hasSizeGreaterThan(1);
		this.redis.answers("mine");
		assertThat(elsewhere(() -> this.mutex.acquire(LONG))).as("for others").isTrue();
	}

	@Test
	void nobodyAsksTheStoreWhenAnotherThreadHasIt() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		assertThat(elsewhere(() -> this.mutex.acquire(Duration.ZERO))).isFalse();
		assertThat(this.redis.calls()).hasSize(1);
	}

	/** Somebody may have it of whom the store has forgotten. */
	@Test
	void nobodyCanTellWhenNobodyHasItAndItMayHaveGotLost() {
		this.redis.answers("silent:");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.mutex.acquire(Duration.ZERO));
		this.redis.answers("silent:somebody");
		assertThat(this.mutex.acquire(Duration.ZERO)).isFalse();
	}

	@Test
	void leaseIsLetGoAndFreeWhenNobodyKnowsWhetherItWasHad() {
		this.redis.goesAway();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.mutex.acquire(LONG));
		String name = this.redis.calls().getFirst().own().getFirst();
		this.redis.answers("mine");
		await().until(() -> this.redis.calls().size() == 2);
		assertThat(this.redis.calls().getLast().isOf(LeaseScripts.RELEASE)).isTrue();
		assertThat(this.redis.calls().getLast().own()).containsExactly(name);
		assertThat(elsewhere(() -> this.mutex.acquire(Duration.ZERO))).isTrue();
		assertThat(this.beats.beat).isNotNull();
	}

	@Test
	void waitEndsWhenTheThreadIsInterrupted() {
		this.redis.answers("living");
		SharedMutex slow = mutex(new Terms(LONG, LONG, true, true));
		Thread.currentThread().interrupt();
		assertThat(slow.acquire(LONG)).as("before it begins").isFalse();
		assertThat(Thread.interrupted()).isTrue();
		this.redis.answers((_) -> {
			Thread.currentThread().interrupt();
			return List.of("living");
		});
		assertThat(slow.acquire(LONG)).as("in a pause").isFalse();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.redis.calls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leaseIsStillHeldWhenTheStoreNamesItsHolder(boolean held) {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		String name = this.redis.calls().getFirst().own().getFirst();
		this.redis.commands((call) -> call.arguments().equals(List.of("test:lease")) && held ? name : "somebody");
		if (held) {
			assertThatCode(this.mutex::requireHeld).doesNotThrowAnyException();
		}
		else {
			assertThatExceptionOfType(StoreException.class).isThrownBy(this.mutex::requireHeld);
		}
	}

	@Test
	void leaseIsLostWhenTheStoreHasNone() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.mutex::requireHeld);
	}

	@Test
	void holderShowsThatHeLivesWhenHeHasItAndNoLonger() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		assertThat(this.beats.every).isEqualTo(Duration.ofSeconds(1));
		this.beats.beat();
		Call beat = this.redis.calls().getLast();
		assertThat(beat.isOf(LeaseScripts.BEAT)).isTrue();
		assertThat(beat.own()).containsExactly(this.redis.calls().getFirst().own().getFirst(), "30000", "3000");
		this.mutex.release();
		assertThat(this.beats.isCancelled()).isTrue();
		int calls = this.redis.calls().size();
		this.beats.beat();
		assertThat(this.redis.calls()).hasSize(calls);
	}

	@Test
	void nextBeatComesWhenTheStoreWasAwayForOne() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		this.redis.goesAway();
		assertThatCode(this.beats::beat).doesNotThrowAnyException();
	}

	@Test
	void nobodyBeatsWhenItIsSomebodyElsesTurn() {
		this.redis.answers("living");
		assertThat(this.mutex.acquire(Duration.ZERO)).isFalse();
		assertThat(this.beats.beat).isNull();
	}

	@Test
	void leaseIsLetGoOnceWhenTheStoreAnswers() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		this.mutex.release();
		assertThat(this.redis.calls()).hasSize(2);
		assertThat(this.redis.calls().getLast().isOf(LeaseScripts.RELEASE)).isTrue();
		await().pollDelay(Duration.ofMillis(1_500)).until(() -> this.redis.calls().size() == 2);
	}

	@Test
	void leaseIsLetGoOnceMoreWhenTheStoreWasAway() {
		this.redis.answers("mine");
		assertThat(this.mutex.acquire(LONG)).isTrue();
		this.redis.goesAway();
		assertThatCode(this.mutex::release).doesNotThrowAnyException();
		assertThat(elsewhere(() -> {
			this.redis.answers("mine");
			return this.mutex.acquire(LONG);
		})).as("free here").isTrue();
		await().until(() -> this.redis.calls().stream().filter((call) -> call.isOf(LeaseScripts.RELEASE)).count() == 2);
	}

	private static boolean elsewhere(BooleanSupplier what) {
		return CompletableFuture.supplyAsync(what::getAsBoolean).join();
	}

	/** Beats when a test says so. */
	private static final class HeldBeats extends ScheduledThreadPoolExecutor {

		private @Nullable Runnable beat;

		private @Nullable ScheduledFuture<?> future;

		private Duration every = Duration.ZERO;

		HeldBeats() {
			super(1);
		}

		@Override
		public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
			this.beat = command;
			this.every = Duration.of(period, unit.toChronoUnit());
			ScheduledFuture<?> never = schedule(() -> {
			}, 1, TimeUnit.DAYS);
			this.future = never;
			return never;
		}

		void beat() {
			Objects.requireNonNull(this.beat).run();
		}

		boolean isCancelled() {
			return this.future != null && this.future.isCancelled();
		}

	}

}
