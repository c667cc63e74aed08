package io.zendeskbff.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Callers' wishes to have the account read now, of which one in five seconds is granted.
 */
final class Wishes {

	private static final long PAUSE = Duration.ofSeconds(5).toNanos();

	private final LongSupplier nanoTime;

	private final AtomicLong next;

	Wishes(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.next = new AtomicLong(nanoTime.getAsLong());
	}

	boolean grant() {
		long now = this.nanoTime.getAsLong();
		long due = this.next.get();
		return now - due >= 0 && this.next.compareAndSet(due, now + PAUSE);
	}

}
