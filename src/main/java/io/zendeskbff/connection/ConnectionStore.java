package io.zendeskbff.connection;

import java.util.concurrent.locks.Lock;

/**
 * Where the state of the connection is kept, for all replicas: one cell with compare and
 * set, and one lock.
 */
public interface ConnectionStore {

	/**
	 * The present state.
	 * @return {@link ConnectionState#NONE} when nothing was ever stored
	 */
	ConnectionState load();

	/**
	 * Stores a state unless somebody else has stored one meanwhile. It is kept when this
	 * returns: a rotated token may be used from then on and not before.
	 * @param before the state that was loaded
	 * @param after the state to keep
	 * @return false when the present state is not of the version that was loaded
	 */
	boolean replace(ConnectionState before, ConnectionState after);

	/**
	 * Held by whoever renews the grant: a single-use token must not be used by two.
	 * @return the same lock for everybody
	 */
	Lock renewing();

}
