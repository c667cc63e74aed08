package io.zendeskbff.throttle;

/**
 * Lets a test begin with a Zendesk that has never throttled anybody.
 */
public final class Throttles {

	private Throttles() {
	}

	public static void reset(Throttle throttle) {
		throttle.reset();
	}

}
