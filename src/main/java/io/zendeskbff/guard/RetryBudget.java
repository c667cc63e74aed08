package io.zendeskbff.guard;

import java.util.function.LongSupplier;

import io.zendeskbff.throttle.LastMinute;

/**
 * How many second attempts there may be: a tenth of the calls of the last minute, and ten
 * at any rate. So a Zendesk that is down gets no more calls than it would from callers
 * who do not repeat theirs.
 */
final class RetryBudget {

	private static final int AT_ANY_RATE = 10;

	private static final int TENTH = 10;

	private final LastMinute calls;

	private final LastMinute retries;

	RetryBudget(LongSupplier nanoTime) {
		this.calls = new LastMinute(nanoTime);
		this.retries = new LastMinute(nanoTime);
	}

	/** Takes note of a call. */
	void called() {
		this.calls.add(1);
	}

	/**
	 * Takes a second attempt out of the budget.
	 * @return false when there is none left
	 */
	synchronized boolean take() {
		boolean free = this.retries.count() < Math.max(AT_ANY_RATE, this.calls.count() / TENTH);
		if (free) {
			this.retries.add(1);
		}
		return free;
	}

}
