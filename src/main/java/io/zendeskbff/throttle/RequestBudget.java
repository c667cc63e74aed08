package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests we send to Zendesk within any minute: so that it need not throttle
 * us, and that reads never use up what an owner's update needs.
 */
final class RequestBudget {

	/** Of ten requests, one is not for reads. */
	private static final int TENTH = 10;

	private final int perMinute;

	private final int forReads;

	private final LastMinute sent;

	RequestBudget(int perMinute, LongSupplier nanoTime) {
		this.perMinute = perMinute;
		this.forReads = perMinute - Math.ceilDiv(perMinute, TENTH);
		this.sent = new LastMinute(nanoTime);
	}

	/**
	 * Takes a request out of the budget.
	 * @param share whose
	 * @return false when there is none left for that share
	 */
	synchronized boolean take(Share share) {
		boolean free = this.sent.count() < limit(share);
		if (free) {
			this.sent.add(1);
		}
		return free;
	}

	/**
	 * When there will be a request to take.
	 * @param share for whom
	 * @return how long from now
	 */
	Duration pause(Share share) {
		return this.sent.untilBelow(limit(share));
	}

	/** How many requests are left in this minute. */
	long left() {
		return Math.max(0, this.perMinute - this.sent.count());
	}

	/**
	 * Zendesk allows fewer requests than we thought: somebody else uses them too.
	 * @param remaining what Zendesk says is left in this minute
	 */
	synchronized void heed(long remaining) {
		this.sent.add(Math.max(0, left() - remaining));
	}

	/** Whatever was sent is forgotten. */
	void restore() {
		this.sent.clear();
	}

	private int limit(Share share) {
		return switch (share) {
			case READS -> this.forReads;
			case UPDATES -> this.perMinute;
		};
	}

}
