package io.zendeskbff.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time within this process, in the order in which they came.
 */
public final class LocalMutex implements Mutex {

	private final ReentrantLock lock = new ReentrantLock(true);

	@Override
	public boolean acquire(Duration patience) {
		try {
			return this.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Nothing but its release ends it. */
	@Override
	public void requireHeld() {
	}

	@Override
	public void release() {
		this.lock.unlock();
	}

}
