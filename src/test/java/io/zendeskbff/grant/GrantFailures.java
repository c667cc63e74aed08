package io.zendeskbff.grant;

import java.time.Duration;

import io.zendeskbff.grant.GrantException.Reason;

/**
 * Failed token calls for those who must live with them, without a token endpoint.
 */
public final class GrantFailures {

	private GrantFailures() {
	}

	/**
	 * A failure that leaves Zendesk as it was.
	 */
	public static GrantException answered(Reason reason) {
		return GrantException.answered(reason);
	}

	/**
	 * A failure that leaves Zendesk as it was, and in which it asks to be left alone.
	 */
	public static GrantException asking(Reason reason, Duration pause) {
		return GrantException.answered(reason).withRetryAfter(pause);
	}

	/**
	 * A failure after which tokens may have been issued all the same.
	 */
	public static GrantException lost(Reason reason) {
		return GrantException.lost(reason);
	}

	/**
	 * A refusal with a code of RFC 6749 section 5.2.
	 */
	public static GrantException refused(String error) {
		return GrantException.refused(error);
	}

}
