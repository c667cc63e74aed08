package io.zendeskbff.throttle;

/**
 * Whose share of the budget a request is taken from.
 */
public enum Share {

	/** Reads, which leave a tenth of the budget untouched. */
	READS,

	/** What an owner does, which may use all of it. */
	UPDATES

}
