package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.Optional;

/**
 * How many requests are sent to Zendesk within any minute: so that it need not throttle
 * us, and that reads never use up what an owner's update needs.
 */
interface Budget {

	/**
	 * Takes a request out of the budget.
	 * @param share whose
	 * @return empty when it is taken; otherwise when there will be one, from now
	 */
	Optional<Duration> take(Share share);

	/**
	 * Zendesk allows fewer requests than we thought: somebody else uses them too.
	 * @param remaining what Zendesk says is left in this minute
	 */
	void heed(long remaining);

	/**
	 * Zendesk throttles us.
	 * @param length for how long it is left alone, by whoever has a part in this budget
	 */
	void pause(Duration length);

	/** How many requests are left in this minute. */
	long left();

	/** Whatever was sent is forgotten. */
	void restore();

}
