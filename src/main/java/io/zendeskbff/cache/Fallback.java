package io.zendeskbff.cache;

import io.zendeskbff.account.Failure;

/**
 * What becomes of the copy when the account cannot be read.
 */
enum Fallback {

	/** It stands in: Zendesk, the way there or our credentials have failed. */
	SHOW,

	/**
	 * It is not served for its own sake, and waits: Zendesk has given a whole answer that
	 * is no account.
	 */
	HIDE,

	/** It is forgotten: what it shows is not ours to see any more, or not there. */
	DROP;

	/**
	 * What a failed read says of the copy.
	 * @param failure why the account could not be read
	 */
	static Fallback after(Failure failure) {
		return switch (failure) {
			case Failure.Unavailable _, Failure.Throttled _ -> SHOW;
			case Failure.OtherAccount _ -> DROP;
			case Failure.BillingRefused _ -> HIDE;
			case Failure.Plain plain -> after(plain);
		};
	}

	private static Fallback after(Failure.Plain failure) {
		return switch (failure) {
			case TIMED_OUT, BROKEN, INVALID, CREDENTIALS_REFUSED, STORE_UNAVAILABLE, OVERLOADED -> SHOW;
			case UNEXPECTED, READ_ONLY_GRANT, READ_ONLY, CONNECTION_NOT_OWNER, PRECONDITION_FAILED -> HIDE;
			case GONE, FORBIDDEN, NOT_CONNECTED -> DROP;
		};
	}

}
