package io.zendeskbff.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.CacheStatus.Way;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.cache.SteppedZendesk.Origin;
import io.zendeskbff.cache.SteppedZendesk.Read;
import io.zendeskbff.cache.SteppedZendesk.Update;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers, Zendesk, its faults and the clock each do one step after the other, in any
 * order. A simple model knows the oldest account that a caller may still be shown.
 */
class InterleavingsTests {

	private static final Logger JOURNAL = (Logger) LoggerFactory.getLogger(CacheJournal.class);

	private static final long DOUBT = Duration.ofSeconds(60).toNanos();

	private static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofMillis(999),
			Duration.ofSeconds(7), Duration.ofSeconds(31), Duration.ofSeconds(61), Duration.ofMinutes(10));

	/** Who waits to write a line would be taken for one who waits for Zendesk. */
	@BeforeContainer
	static void silence() {
		JOURNAL.setLevel(Level.OFF);
	}

	@AfterContainer
	static void speak() {
		JOURNAL.setLevel(null);
	}

	@Property(tries = 10_000)
	void nobodyIsShownTheWrongAccountWhenEverythingHappensInAnyOrder(
			@ForAll @Size(max = 80) List<@IntRange(min = 0, max = 9_999) Integer> steps) {
		Play play = new Play();
		try {
			steps.forEach(play::step);
		}
		finally {
			play.end();
		}
		play.assertTheCacheServes();
	}

	/** One sequence of steps, and the model. */
	private static final class Play {

		private final SteppedZendesk zendesk = new SteppedZendesk(this::now);

		private final CacheWorld world = new CacheWorld(this.zendesk);

		private final List<Actor> actors = new ArrayList<>();

		/** Zendesk is done with them, the service is not. */
		private final List<Update> ending = new ArrayList<>();

		/** Nobody knows what becomes of them, until then. */
		private final List<Update> ghosts = new ArrayList<>();

		private long doubtUntil = now();

		/** Nobody who comes now may be shown what was before it. */
		private int floor;

		/** It was carried out in a doubt. */
		private int haunted;

		/** When Zendesk had no account last: no copy may be older. */
		private long goneAt = now();

		private int cities;

		private long now() {
			return this.world.now();
		}

		void step(int choice) {
			int which = choice / 16;
			switch (choice % 16) {
				case 0, 1, 2 -> call(this.world.accounts()::current);
				case 3 -> call(this.world.accounts()::currentReadNow);
				case 4, 5 -> pick(this.zendesk.reads(), which, this.zendesk::answer);
				case 6 -> pick(this.zendesk.reads(), which, (read) -> fail(read, which));
				case 7 -> update("city " + this.cities++);
				case 8 -> pick(turn(), which, this.zendesk::leave);
				case 9 -> pick(turn(), which, this::carryOut);
				case 10, 11 -> pick(turn(), which, (update) -> learn(update, which));
				case 12 -> pick(this.ending, which, this::end);
				case 13 -> pick(this.ghosts, which, this::haunt);
				case 14 -> this.world.pass(PAUSES.get(which % PAUSES.size()));
				default -> workBehind(which);
			}
			settle();
		}

		private static <T> void pick(List<T> from, int which, Consumer<T> what) {
			if (!from.isEmpty()) {
				what.accept(from.get(which % from.size()));
			}
		}

		private void call(Supplier<@Nullable AccountCopy> what) {
			boolean mayHit = now() - this.doubtUntil >= 0;
			this.actors.add(new Actor(what,
					new Bounds(this.floor, mayHit ? Math.max(this.floor, this.haunted) : Integer.MAX_VALUE, this.goneAt,
							this.zendesk.connection())));
		}

		private void fail(Read read, int which) {
			boolean gone = which % 4 == 0;
			this.zendesk.fail(read, gone ? Plain.GONE : Plain.TIMED_OUT);
			settle();
			this.goneAt = gone ? now() : this.goneAt;
		}

		private void update(String city) {
			call(() -> {
				this.world.accounts().update(CacheWorld.city(city), Precondition.NONE);
				return null;
			});
		}

		/** One after the other, as under the lock. */
		private List<Update> turn() {
			return this.zendesk.updates().stream().limit(1).toList();
		}

		private void carryOut(Update update) {
			if (update.hasLeft() && !update.isCarriedOut()) {
				this.zendesk.carryOut(update);
			}
		}

		private void learn(Update update, int which) {
			if (update.hasLeft() && which % 3 == 0) {
				this.zendesk.fail(update, Applied.UNKNOWN);
			}
			else if (update.isCarriedOut()) {
				this.zendesk.confirm(update, which % 3 == 1);
			}
			else {
				this.zendesk.fail(update, Applied.NO);
			}
			this.ending.add(update);
		}

		private void end(Update update) {
			this.ending.remove(update);
			update.end();
			settle();
			this.floor = Math.max(this.floor, update.place());
			if (update.isDoubtful()) {
				this.doubtUntil = now() + DOUBT;
				this.ghosts.add(update);
			}
		}

		private void haunt(Update update) {
			this.ghosts.remove(update);
			if (!update.isCarriedOut() && now() - this.doubtUntil < 0) {
				this.zendesk.carryOut(update);
				this.haunted = update.place();
			}
		}

		private void workBehind(int which) {
			if (which % 8 == 0) {
				this.world.reconnect();
				this.zendesk.reconnect();
			}
			else {
				Runnable task = this.world.behind().poll();
				if (task != null) {
					call(() -> {
						task.run();
						return null;
					});
				}
			}
		}

		/** Until nobody does anything any more; who ends may have woken another. */
		private void settle() {
			long done = -1;
			for (long before = -2; done != before;) {
				before = done;
				this.actors.forEach(Actor::settle);
				done = this.actors.stream().filter(Actor::isDone).count();
			}
			this.actors.removeIf((actor) -> actor.isDone() && actor.wasToldTheTruth(this.zendesk, now()));
		}

		/** Whoever still waits is answered. */
		void end() {
			while (!this.actors.isEmpty() || !this.ending.isEmpty()) {
				this.zendesk.reads().forEach(this.zendesk::answer);
				turn().forEach((update) -> learn(update, 0));
				List.copyOf(this.ending).forEach(this::end);
				workBehind(1);
				settle();
			}
		}

		void assertTheCacheServes() {
			this.world.pass(Duration.ofSeconds(61));
			call(this.world.accounts()::current);
			settle();
			end();
			int before = this.zendesk.arrivals();
			AccountCopy copy = this.world.accounts().current();
			assertThat(copy.cacheStatus().way()).isEqualTo(Way.HIT);
			assertThat(this.zendesk.origin(copy.account()).place()).isEqualTo(this.zendesk.place());
			assertThat(this.zendesk.arrivals()).isEqualTo(before);
		}

	}

	/**
	 * What somebody may be shown.
	 *
	 * @param floor nothing before this place in the order of updates
	 * @param hitFloor the same, where Zendesk is not asked
	 * @param goneAt no copy from before this time
	 * @param connection nothing from under an earlier connection
	 */
	private record Bounds(int floor, int hitFloor, long goneAt, int connection) {
	}

	/** Somebody who calls, on a thread of his own, and what he may be shown. */
	private static final class Actor {

		private final Bounds bounds;

		private final Thread thread;

		private volatile @Nullable AccountCopy copy;

		Actor(Supplier<@Nullable AccountCopy> what, Bounds bounds) {
			this.bounds = bounds;
			this.thread = Thread.startVirtualThread(() -> call(what));
			settle();
		}

		private void call(Supplier<@Nullable AccountCopy> what) {
			try {
				this.copy = what.get();
			}
			catch (AccountException _) {
				// He is shown nothing.
			}
		}

		void settle() {
			while (!isDone() && this.thread.getState() != Thread.State.WAITING) {
				Thread.onSpinWait();
			}
		}

		boolean isDone() {
			return !this.thread.isAlive();
		}

		boolean wasToldTheTruth(SteppedZendesk zendesk, long now) {
			AccountCopy shown = this.copy;
			if (shown != null) {
				Origin origin = zendesk.origin(shown.account());
				boolean isHit = shown.cacheStatus().way() == Way.HIT;
				assertThat(origin.place()).as("%s", shown.cacheStatus())
					.isGreaterThanOrEqualTo(isHit ? this.bounds.hitFloor : this.bounds.floor);
				assertThat(origin.connection()).isGreaterThanOrEqualTo(this.bounds.connection);
				assertThat(shown.age()).hasNanos(now - origin.began());
				assertThat(shown.age()).isLessThan(isHit ? Duration.ofSeconds(60) : Duration.ofDays(1));
				if (isHit || shown.cacheStatus().isStandIn()) {
					assertThat(origin.began() - this.bounds.goneAt).isNotNegative();
				}
				if (shown.cacheStatus().isStandIn()) {
					assertThat(shown.age()).isLessThanOrEqualTo(Duration.ofMinutes(10));
				}
			}
			return true;
		}

	}

}
