package io.zendeskbff.session;

import java.util.Optional;

/**
 * All sessions that go on.
 *
 * <p>
 * Not Spring Session's: its filter reads a session twice and writes it when the answer is
 * about to leave, so that a store which goes away meanwhile would turn a done update into
 * an error, and brings back what another replica has ended; its map never forgets, and
 * its Redis repository writes names in clear.
 */
interface Sessions {

	/**
	 * Begins one.
	 * @param session a new one
	 * @throws SessionUnavailableException when the shared store is away
	 */
	void begin(PortalSession session);

	/**
	 * Looks for one.
	 * @param id its id
	 * @return empty when there is none, or no longer
	 * @throws SessionUnavailableException when the shared store is away
	 */
	Optional<PortalSession> find(String id);

	/**
	 * Writes down until when one goes on, unless it has ended; best effort.
	 * @param session the same with another time
	 */
	void extend(PortalSession session);

	/**
	 * Ends one.
	 * @param session any
	 * @throws SessionUnavailableException when the shared store is away
	 */
	void end(PortalSession session);

	/**
	 * Ends those that an identity provider wants ended, on every replica.
	 * @param notice which
	 * @return false when the same notice was obeyed before
	 * @throws SessionUnavailableException when the shared store is away; they may be
	 * ended all the same
	 */
	boolean endAll(LogoutNotice notice);

}
