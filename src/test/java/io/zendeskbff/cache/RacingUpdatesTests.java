package io.zendeskbff.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.CacheStatus.Way;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Updates that race with reads, on as many threads as there are callers.
 */
class RacingUpdatesTests {

	private static final int ROUNDS = 1_000;

	private static final int READERS = 1_000;

	private final DawdlingZendesk zendesk = new DawdlingZendesk();

	private final CacheWorld world = new CacheWorld(this.zendesk);

	private int hits;

	private int forwarded;

	private int late;

	@Test
	void nobodyIsShownTheOldAccountWhenTheUpdateWasAnsweredBeforeHeCame() throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int round = 1; round <= ROUNDS; round++) {
				race(round, threads);
			}
		}
		assertThat(this.hits).isGreaterThan(ROUNDS);
		assertThat(this.forwarded).isGreaterThan(ROUNDS);
		assertThat(this.late).isGreaterThan(ROUNDS);
	}

	private void race(int round, ExecutorService threads) throws InterruptedException, ExecutionException {
		if (round % 2 == 0) {
			// Everybody's copy is too old.
			this.world.pass(Duration.ofHours(1));
		}
		Race race = new Race(CacheWorld.city("city " + round));
		int first = ThreadLocalRandom.current().nextInt(READERS);
		List<Future<?>> racers = new ArrayList<>();
		for (int i = 0; i < READERS; i++) {
			if (i == first) {
				racers.add(threads.submit(() -> race.update(this.world)));
			}
			racers.add(threads.submit(() -> race.read(this.world)));
		}
		for (Future<?> racer : racers) {
			racer.get();
		}
		this.world.workBehind();
		assertThat(this.world.accounts().current().account().holds(race.update)).as("%s", round).isTrue();
		this.hits += race.hits;
		this.forwarded += READERS - race.hits;
		this.late += race.late;
	}

	/** One update among many reads. */
	private static final class Race {

		private final BillingUpdate update;

		private volatile boolean answered;

		private volatile int hits;

		private volatile int late;

		Race(BillingUpdate update) {
			this.update = update;
		}

		void update(CacheWorld world) {
			dawdle(20_000);
			world.accounts().update(this.update, Precondition.NONE);
			this.answered = true;
		}

		void read(CacheWorld world) {
			dawdle(200);
			boolean isLate = this.answered;
			AccountCopy copy = world.accounts().current();
			if (isLate) {
				assertThat(copy.account().holds(this.update)).as("%s", copy.cacheStatus()).isTrue();
			}
			count(isLate, copy.cacheStatus().way() == Way.HIT);
		}

		private synchronized void count(boolean isLate, boolean isHit) {
			this.late += isLate ? 1 : 0;
			this.hits += isHit ? 1 : 0;
		}

	}

	private static void dawdle(int most) {
		int turns = ThreadLocalRandom.current().nextInt(most);
		for (int i = 0; i < turns; i++) {
			Thread.onSpinWait();
		}
		if (turns % 2 == 0) {
			LockSupport.parkNanos(1);
		}
	}

	/** Takes its time between any two steps. */
	private static final class DawdlingZendesk implements ZendeskAccounts {

		private volatile Account account = CacheWorld.account("city 0");

		@Override
		public Account current() {
			dawdle(2_000);
			Account seen = this.account;
			dawdle(20_000);
			return seen;
		}

		@Override
		public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
			leaving.run();
			dawdle(20_000);
			this.account = CacheWorld.account(update);
			dawdle(20_000);
			return ThreadLocalRandom.current().nextBoolean() ? Optional.of(this.account) : Optional.empty();
		}

	}

}
