package io.zendeskbff.account;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How the cache has handled a call, RFC 9211.
 *
 * @param way whether it went upstream, and why
 * @param collapsed whether it waited for another caller's read, section 2.6
 * @param ttl for how long the copy is still fresh, less than zero for how long it has not
 * been, section 2.5; null where it was not kept
 * @param isStandIn whether a copy stands in for an account that could not be read
 */
public record CacheStatus(Way way, boolean collapsed, @Nullable Duration ttl, boolean isStandIn) {

	private static final String CACHE = "zendesk-account-bff; ";

	/**
	 * Nothing to say but the way.
	 * @param way whether it went upstream, and why
	 */
	public static CacheStatus of(Way way) {
		return new CacheStatus(way, false, null, false);
	}

	/**
	 * The value of the header.
	 * @return an item of RFC 9211's list
	 */
	public String header() {
		StringBuilder header = new StringBuilder(CACHE).append(this.way.parameter);
		if (this.collapsed) {
			header.append("; collapsed");
		}
		if (this.ttl != null) {
			header.append("; ttl=").append(this.ttl.toSeconds());
		}
		return (this.isStandIn ? header.append("; detail=stale-if-error") : header).toString();
	}

	/** Whether a call went upstream, RFC 9211 sections 2.1 and 2.2. */
	public enum Way {

		/** It did not: there is a copy that may be served. */
		HIT("hit"),

		/** There is no copy. */
		MISS("fwd=miss"),

		/** The copy is too old. */
		STALE("fwd=stale"),

		/** No copy may be used for this call, however new it is. */
		BYPASS("fwd=bypass");

		private final String parameter;

		Way(String parameter) {
			this.parameter = parameter;
		}

	}

}
