package io.zendeskbff.store;

import java.time.Duration;

/**
 * Lets one at a time do something, over all threads and, where they share a store, over
 * all replicas.
 */
public interface Mutex {

	/**
	 * Waits for one's turn.
	 * @param patience how long at most
	 * @return false when it did not come in time, or the thread was interrupted
	 * @throws StoreException when the store that decides it is away
	 */
	boolean acquire(Duration patience);

	/**
	 * Looks whether it is still one's turn: a store may have lost that it is.
	 * @throws StoreException when it is not, or nobody can tell
	 */
	void requireHeld();

	/** Lets the next one have his turn. */
	void release();

}
