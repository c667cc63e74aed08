package io.zendeskbff.connect;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The authorizations that wait for Zendesk's answer, each found once by its state, RFC
 * 6749 section 10.12, and forgotten after ten minutes.
 */
interface PendingAuthorizations {

	/** How long each waits. */
	Duration LIFE = Duration.ofMinutes(10);

	void add(PendingAuthorization pending);

	/** Takes it away: nobody finds it a second time. */
	Optional<PendingAuthorization> take(String state);

	/**
	 * Whether an owner is on his way.
	 * @param generation the connection that his is to follow
	 */
	boolean isAnyFor(UUID generation);

}
