package io.zendeskbff.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that were handed over and have not begun. While there are many, whoever hands
 * over rests: Tomcat's poller would otherwise be woken for each request as it comes, and
 * take the processor from those who answer for as long as an answer takes. After its rest
 * it finds a dozen requests at once.
 */
final class Backlog {

	/** Less than a millisecond's work, so nobody who hands over rests for long. */
	private static final int MANY = 16;

	private static final int FEW = 4;

	private final AtomicInteger tasks = new AtomicInteger();

	private final long longestRest;

	private volatile @Nullable Thread resting;

	/**
	 * No tasks.
	 * @param longestRest after so long nobody rests any more, however many there are
	 */
	Backlog(Duration longestRest) {
		this.longestRest = longestRest.toNanos();
	}

	/** A task is about to be handed over. */
	void add() {
		this.tasks.incrementAndGet();
	}

	/** A task has begun. */
	void remove() {
		if (this.tasks.decrementAndGet() == FEW) {
			LockSupport.unpark(this.resting);
		}
	}

	/** Rests until there are few, where there are many. */
	void rest() {
		if (this.tasks.get() >= MANY) {
			this.resting = Thread.currentThread();
			// It may have become few before anybody knew who rests.
			if (this.tasks.get() > FEW) {
				LockSupport.parkNanos(this.longestRest);
			}
			this.resting = null;
		}
	}

}
