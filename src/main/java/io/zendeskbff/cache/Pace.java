package io.zendeskbff.cache;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets through 27 a minute: three at once, and from then on one in two and a half
 * seconds. So many calls a replica may make while nothing can be kept.
 */
final class Pace {

	private static final long INTERVAL = Duration.ofMillis(2_500).toNanos();

	private static final int AT_ONCE = 3;

	private final LongSupplier nanoTime;

	/** When all that may go at once may go again. */
	private long full;

	Pace(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.full = nanoTime.getAsLong();
	}

	/** Waits for its turn. */
	void await() {
		long due = due();
		boolean interrupted = false;
		for (long rest = due - this.nanoTime.getAsLong(); rest > 0; rest = due - this.nanoTime.getAsLong()) {
			LockSupport.parkNanos(rest);
			interrupted |= Thread.interrupted();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** When the one who asks may go. */
	synchronized long due() {
		long now = this.nanoTime.getAsLong();
		this.full = ((this.full - now > 0) ? this.full : now) + INTERVAL;
		return this.full - AT_ONCE * INTERVAL;
	}

}
