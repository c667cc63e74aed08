package io.zendeskbff.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The wishes of this process's callers.
 */
final class OwnWishes implements Wishes {

	static final Duration PAUSE = Duration.ofSeconds(5);

	private final LongSupplier nanoTime;

	private final AtomicLong next;

	OwnWishes(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.next = new AtomicLong(nanoTime.getAsLong());
	}

	@Override
	public boolean grant() {
		long now = this.nanoTime.getAsLong();
		long due = this.next.get();
		return now - due >= 0 && this.next.compareAndSet(due, now + PAUSE.toNanos());
	}

}
