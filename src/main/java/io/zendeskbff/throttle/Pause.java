package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time in which Zendesk is left alone because it said so, on a clock that nobody sets
 * back.
 */
final class Pause {

	private final LongSupplier nanoTime;

	private long end;

	private Duration total = Duration.ZERO;

	Pause(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.end = nanoTime.getAsLong();
	}

	/**
	 * Begins, or goes on for longer.
	 * @param length how long from now; a pause that ends later anyway stays as it is
	 */
	synchronized void begin(Duration length) {
		Duration more = length.minus(left());
		if (more.isPositive()) {
			this.total = this.total.plus(left().isPositive() ? more : length);
			this.end = this.nanoTime.getAsLong() + length.toNanos();
		}
	}

	/**
	 * What is left of it.
	 * @return empty when it is over
	 */
	synchronized Optional<Duration> rest() {
		return Optional.of(left()).filter(Duration::isPositive);
	}

	/** All pauses together, the rest of this one included. */
	synchronized Duration total() {
		return this.total;
	}

	synchronized void end() {
		this.end = this.nanoTime.getAsLong();
	}

	private Duration left() {
		return Duration.ofNanos(this.end - this.nanoTime.getAsLong());
	}

}
