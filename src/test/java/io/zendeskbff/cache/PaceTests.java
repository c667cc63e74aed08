package io.zendeskbff.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * When the next may go. The clock overflows on the way, as a nano time may.
 */
class PaceTests {

	private static final long INTERVAL = Duration.ofMillis(2_500).toNanos();

	private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(4);

	private final Pace pace = new Pace(() -> this.now);

	@Test
	void threeGoAtOnceAndThenOneInTwoAndAHalfSecondsWhenManyWantTo() {
		assertThat(IntStream.range(0, 8).mapToObj((_) -> rest()).toList()).containsExactly(0L, 0L, 0L, INTERVAL,
				2 * INTERVAL, 3 * INTERVAL, 4 * INTERVAL, 5 * INTERVAL);
	}

	@Test
	void nobodyWaitsWhenTheyComeSlowly() {
		for (int i = 0; i < 100; i++) {
			assertThat(rest()).isZero();
			pass(INTERVAL);
		}
	}

	@Test
	void threeGoAtOnceAgainWhenNobodyHasGoneForLong() {
		for (int i = 0; i < 10; i++) {
			rest();
		}
		pass(Duration.ofDays(300).toNanos());
		assertThat(IntStream.range(0, 4).mapToObj((_) -> rest()).toList()).containsExactly(0L, 0L, 0L, INTERVAL);
	}

	@Test
	void oneMoreGoesWhenHisTimeHasPassed() {
		for (int i = 0; i < 3; i++) {
			rest();
		}
		pass(INTERVAL - 1);
		assertThat(rest()).isOne();
		pass(1 + INTERVAL);
		assertThat(rest()).isZero();
	}

	/** As a reader does who waits for his turn before the next one asks. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void noMoreThanTwentySevenGoWithinAMinuteWhenTheyComeAtRandom(int seed) {
		Random random = new Random(seed);
		long start = this.now;
		List<Long> gone = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			pass((random.nextInt(20) == 0) ? INTERVAL * random.nextInt(30) : random.nextLong(INTERVAL));
			pass(rest());
			gone.add(this.now - start);
		}
		long minute = TimeUnit.MINUTES.toNanos(1);
		assertThat(gone).allSatisfy(
				(one) -> assertThat(gone.stream().filter((other) -> other >= one && other < one + minute).count())
					.isLessThanOrEqualTo(27));
	}

	@Test
	void waitEndsWhenTheClockSaysSo() {
		Pace quick = new Pace(() -> this.now += INTERVAL / 2);
		assertThatCode(() -> IntStream.range(0, 20).forEach((_) -> quick.await())).doesNotThrowAnyException();
	}

	@Test
	void turnIsWaitedForWhenItHasNotCome() {
		long rest = TimeUnit.MILLISECONDS.toNanos(50);
		Steps steps = new Steps(0, 0, 0, 0, 0, INTERVAL - rest, INTERVAL);
		Pace stepped = new Pace(steps);
		for (int i = 0; i < 3; i++) {
			stepped.due();
		}
		long begun = System.nanoTime();
		stepped.await();
		assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(rest);
		assertThat(steps.left()).isZero();
	}

	@Test
	void waitGoesOnAndIsRememberedWhenTheThreadIsInterrupted() {
		Steps steps = new Steps(0, 0, 0, 0, 0, INTERVAL - 2, INTERVAL - 1, INTERVAL);
		Pace stepped = new Pace(steps);
		for (int i = 0; i < 3; i++) {
			stepped.due();
		}
		Thread.currentThread().interrupt();
		stepped.await();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(steps.left()).isZero();
	}

	/** How long the one who asks waits. */
	private long rest() {
		return Math.max(0, this.pace.due() - this.now);
	}

	private void pass(long nanos) {
		this.now += nanos;
	}

	/** A clock that is asked just so many times. */
	private static final class Steps implements LongSupplier {

		private final Queue<Long> times = new ArrayDeque<>();

		Steps(long... times) {
			LongStream.of(times).forEach(this.times::add);
		}

		@Override
		public long getAsLong() {
			return this.times.remove();
		}

		int left() {
			return this.times.size();
		}

	}

}
