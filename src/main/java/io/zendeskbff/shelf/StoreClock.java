package io.zendeskbff.shelf;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The store's clock as this replica knows it: behind by what the store's answers take to
 * arrive, and set anew after a minute, by which the two may have drifted apart.
 */
final class StoreClock {

	private static final long NANOS = 1_000_000;

	private static final long GOOD_FOR = Duration.ofMinutes(1).toNanos();

	/** Of the store's clock from ours, nanoseconds. */
	private volatile long offset;

	private long readAt;

	/**
	 * A clock that was never read.
	 * @param own stands in until then
	 */
	StoreClock(InstantSource own) {
		this.offset = own.millis() * NANOS - System.nanoTime();
	}

	/**
	 * Nanoseconds since 1970.
	 */
	long now() {
		return System.nanoTime() + this.offset;
	}

	/**
	 * Takes note of the store's time, which has just arrived.
	 * @param millis since 1970
	 * @param isOther whether it is the clock of another server
	 */
	synchronized void read(long millis, boolean isOther) {
		long now = System.nanoTime();
		long seen = millis * NANOS - now;
		if (isOther || seen > this.offset || now - this.readAt > GOOD_FOR) {
			this.offset = seen;
			this.readAt = now;
		}
	}

}
