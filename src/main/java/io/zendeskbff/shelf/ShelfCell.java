package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreException;

/**
 * The one cell in which the shelf's state is kept.
 */
interface ShelfCell {

	/** The time by which all here is measured, nanoseconds. */
	long now();

	/**
	 * What is there, not longer ago than {@link #lag()}.
	 * @throws StoreException when nobody can tell
	 */
	Glimpse look();

	/**
	 * What is there now.
	 * @throws StoreException when nobody can tell
	 */
	Glimpse lookNow();

	/**
	 * Changes what is there, from what it is by then.
	 * @param what the change; may be made several times, on whatever is met
	 * @return what is there after it
	 * @throws StoreException when that is not certain
	 */
	ShelfState change(UnaryOperator<ShelfState> what);

	/**
	 * Makes a change as soon as it can be made, and lets nobody look before.
	 * @param what the change
	 */
	void owe(UnaryOperator<ShelfState> what);

	/** For how long somebody may see what was there before a change. */
	Duration lag();

	/**
	 * Held by whoever reads the account for all replicas.
	 * @param epoch when his read begins: nobody waits for what is begun before
	 */
	Mutex reading(Epoch epoch);

}
