package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Counts what happened within the last minute, second by second, so that any number costs
 * the same. What is up to a second older still counts: a limit holds for every minute,
 * wherever it begins.
 */
public final class LastMinute {

	private static final int SECONDS = 61;

	private static final long NANOS = 1_000_000_000L;

	private final LongSupplier nanoTime;

	private final long start;

	private final long[] counts = new long[SECONDS];

	private long present;

	/**
	 * Counts from zero.
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public LastMinute(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
	}

	/**
	 * Takes note that it happened now.
	 * @param times how often
	 */
	public synchronized void add(long times) {
		advance();
		this.counts[bucket(this.present)] += times;
	}

	/**
	 * How often it happened within the last minute.
	 */
	public synchronized long count() {
		advance();
		return Arrays.stream(this.counts).sum();
	}

	/**
	 * When there will be less of it, if nothing happens until then.
	 * @param limit the number to come below
	 * @return how long from now; zero when there is less already
	 */
	synchronized Duration untilBelow(long limit) {
		long left = count();
		long second = this.present - SECONDS;
		while (left >= limit && second < this.present) {
			second++;
			left -= this.counts[bucket(second)];
		}
		long nanos = (second + SECONDS) * NANOS - elapsed();
		return (count() < limit) ? Duration.ZERO : Duration.ofNanos(nanos);
	}

	/** Forgets everything. */
	synchronized void clear() {
		Arrays.fill(this.counts, 0);
	}

	private void advance() {
		long now = elapsed() / NANOS;
		for (long second = Math.max(this.present + 1, now - SECONDS + 1); second <= now; second++) {
			this.counts[bucket(second)] = 0;
		}
		this.present = Math.max(this.present, now);
	}

	private long elapsed() {
		return this.nanoTime.getAsLong() - this.start;
	}

	private static int bucket(long second) {
		return Math.floorMod(second, SECONDS);
	}

}
