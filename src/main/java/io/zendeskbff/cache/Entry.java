package io.zendeskbff.cache;

import java.time.Duration;

import io.zendeskbff.account.Account;

/**
 * An account that was read, with both its views as they are sent.
 *
 * @param account what Zendesk answered
 * @param readAt when the read began, nanoseconds of the monotonic clock
 * @param trusted whether it may be served for its own sake; otherwise it may only stand
 * in for an account that cannot be read
 */
record Entry(Account account, long readAt, boolean trusted) {

	Entry distrusted() {
		return new Entry(this.account, this.readAt, false);
	}

	Duration age(long now) {
		return Duration.ofNanos(now - this.readAt);
	}

	boolean isOlderThan(long time) {
		return this.readAt - time < 0;
	}

}
