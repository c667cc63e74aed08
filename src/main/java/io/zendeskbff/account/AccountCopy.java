package io.zendeskbff.account;

import java.time.Duration;

/**
 * An account as it is handed to a caller.
 *
 * @param account what was read
 * @param age how long ago the read began, RFC 9111 section 4.2.3
 * @param cacheStatus where it came from
 */
public record AccountCopy(Account account, Duration age, CacheStatus cacheStatus) {

	/**
	 * An account that was read for this caller a moment ago.
	 * @param account what was read
	 */
	public static AccountCopy readFor(Account account) {
		return new AccountCopy(account, Duration.ZERO, CacheStatus.of(CacheStatus.Way.BYPASS));
	}

}
