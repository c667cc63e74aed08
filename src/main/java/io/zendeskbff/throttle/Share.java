package io.zendeskbff.throttle;

/**
 * Whose share of the budget a request is taken from.
 */
public enum Share {

	/** Reads, which leave a tenth of the budget untouched. */
	READS,

	/** What an owner does, which may use all of it. */
	UPDATES;

	/** Of ten requests, one is not for reads. */
	private static final int TENTH = 10;

	/**
	 * How much of a budget it is.
	 * @param perMinute the whole budget, requests a minute
	 */
	int of(int perMinute) {
		return switch (this) {
			case READS -> perMinute - Math.ceilDiv(perMinute, TENTH);
			case UPDATES -> perMinute;
		};
	}

}
