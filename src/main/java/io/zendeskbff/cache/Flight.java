package io.zendeskbff.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One read of the account for all who want it meanwhile. It ends however many of them
 * have left.
 */
final class Flight {

	/** So that a dead Zendesk is not asked again by everybody who comes. */
	private static final long FAILURE_COUNTS_FOR = Duration.ofSeconds(1).toNanos();

	private final long epoch;

	private final CompletableFuture<Entry> result = new CompletableFuture<>();

	private volatile long endedAt;

	Flight(long epoch) {
		this.epoch = epoch;
	}

	/**
	 * Whether what it brings, or has failed to bring, is good for somebody: one that
	 * began in a later epoch than he came in is.
	 */
	boolean carries(long wanted, long now) {
		return this.epoch >= wanted && (!this.result.isDone()
				|| (this.result.isCompletedExceptionally() && now - this.endedAt < FAILURE_COUNTS_FOR));
	}

	long epoch() {
		return this.epoch;
	}

	void succeed(Entry read) {
		this.result.complete(read);
	}

	void fail(Throwable failure, long now) {
		this.endedAt = now;
		this.result.completeExceptionally(failure);
	}

	/**
	 * Waits until it has ended: whoever leads it ends it, however his read does, and that
	 * has a deadline.
	 * @return what was read
	 * @throws RuntimeException that with which it failed
	 */
	Entry await() {
		try {
			return this.result.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

}
