package io.zendeskbff.shelf;

import java.time.Duration;

import io.zendeskbff.account.Account;

/**
 * An account that was read, with both its views as they are sent.
 *
 * @param account what Zendesk answered
 * @param readAt when the read began, nanoseconds of the shelf's clock
 * @param trusted whether it may be served for its own sake; otherwise it may only stand
 * in for an account that cannot be read
 */
public record Entry(Account account, long readAt, boolean trusted) {

	Entry distrusted() {
		return new Entry(this.account, this.readAt, false);
	}

	/**
	 * How old it is.
	 * @param now nanoseconds of the shelf's clock
	 * @return zero or more: the clocks of two replicas may differ by a moment
	 */
	public Duration age(long now) {
		return Duration.ofNanos(Math.max(0, now - this.readAt));
	}

	/** By more than two replicas may differ. */
	boolean isAhead(long now) {
		return this.readAt - now > Duration.ofSeconds(1).toNanos();
	}

	boolean isOlderThan(long time) {
		return this.readAt - time < 0;
	}

}
