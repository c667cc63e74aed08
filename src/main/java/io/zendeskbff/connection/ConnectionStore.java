package io.zendeskbff.connection;

import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreException;

/**
 * Where the state of the connection is kept, for all replicas: one cell with compare and
 * set, and one lock.
 */
public interface ConnectionStore {

	/**
	 * The present state; where the store is away, the one that was met last.
	 * @return {@link ConnectionState#NONE} when nothing was ever stored
	 * @throws ConnectionException when the store is away and no state was ever met
	 */
	ConnectionState load();

	/**
	 * The present state and no other: for who is about to spend what is good once.
	 * @throws StoreException when the store is away
	 */
	ConnectionState loadNow();

	/**
	 * Stores a state unless somebody else has stored one meanwhile, and also where the
	 * store has lost the one before. It is kept when this returns: a rotated token may be
	 * used from then on and not before.
	 * @param before the state that was loaded
	 * @param after the state to keep
	 * @return false when the present state is not of the version that was loaded
	 * @throws StoreException when the store is away: nothing is kept then
	 */
	boolean replace(ConnectionState before, ConnectionState after);

	/**
	 * Keeps a state here until the store is back, and there from then on unless somebody
	 * else has stored one meanwhile; only for a grant that can be obtained again.
	 * @param before the state that was loaded
	 * @param after the state to go on with
	 */
	void keepMeanwhile(ConnectionState before, ConnectionState after);

	/**
	 * Held by whoever renews the grant: a single-use token must not be used by two.
	 * @return the same for everybody
	 */
	Mutex renewing();

}
