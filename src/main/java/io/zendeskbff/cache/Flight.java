package io.zendeskbff.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.zendeskbff.shelf.Entry;
import io.zendeskbff.shelf.Epoch;

/**
 * One read of the account for all who want it meanwhile. It ends however many of them
 * have left.
 */
final class Flight {

	/** So that a dead Zendesk is not asked again by everybody who comes. */
	private static final long FAILURE_COUNTS_FOR = Duration.ofSeconds(1).toNanos();

	private final Epoch epoch;

	private final CompletableFuture<Entry> result = new CompletableFuture<>();

	private volatile long endedAt;

	Flight(Epoch epoch) {
		this.epoch = epoch;
	}

	/**
	 * Whether what it brings, or has failed to bring, is good for somebody: one that
	 * began in a later epoch than he came in is.
	 */
	boolean carries(Epoch wanted, long now) {
		return this.epoch.isSince(wanted) && (!this.result.isDone()
				|| (this.result.isCompletedExceptionally() && now - this.endedAt < FAILURE_COUNTS_FOR));
	}

	Epoch epoch() {
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
