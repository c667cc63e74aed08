package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts, and for how long.
 */
class LastMinuteTests {

	private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(90);

	private final LastMinute minute = new LastMinute(() -> this.now);

	@Test
	void everythingCountsWhenItIsLessThanAMinuteOld() {
		this.minute.add(2);
		pass(Duration.ofMillis(59_999));
		this.minute.add(1);
		assertThat(this.minute.count()).isEqualTo(3);
	}

	@Test
	void nothingCountsWhenItIsMoreThanAMinuteAndASecondOld() {
		this.minute.add(2);
		pass(Duration.ofSeconds(61));
		assertThat(this.minute.count()).isZero();
		this.minute.add(1);
		pass(Duration.ofDays(400));
		assertThat(this.minute.count()).isZero();
	}

	/** The clock of this test overflows on the way, as a nano time may. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void countIsThatOfASlidingMinuteWhenTimePassesAtRandom(int seed) {
		Random random = new Random(seed);
		Deque<Long> times = new ArrayDeque<>();
		for (int i = 0; i < 3_000; i++) {
			pass(Duration.ofMillis(random.nextInt(500)));
			this.minute.add(1);
			times.add(this.now);
			assertThat(this.minute.count()).isBetween(since(times, Duration.ofSeconds(60)),
					since(times, Duration.ofSeconds(61)));
		}
	}

	@Test
	void pauseEndsWhenTheOldestIsForgotten() {
		this.minute.add(1);
		pass(Duration.ofSeconds(10));
		this.minute.add(2);
		assertThat(this.minute.untilBelow(4)).isZero();
		assertThat(this.minute.untilBelow(3)).isEqualTo(Duration.ofSeconds(51));
		assertThat(this.minute.untilBelow(2)).isEqualTo(Duration.ofSeconds(61));
		assertThat(this.minute.untilBelow(1)).isEqualTo(Duration.ofSeconds(61));
		pass(this.minute.untilBelow(3).minusNanos(1));
		assertThat(this.minute.count()).isEqualTo(3);
		pass(Duration.ofNanos(1));
		assertThat(this.minute.count()).isEqualTo(2);
	}

	private long since(Deque<Long> times, Duration age) {
		return times.stream().filter((time) -> this.now - time < age.toNanos()).count();
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

}
