package io.zendeskbff.changes;

import java.util.List;
import java.util.function.Consumer;

import io.zendeskbff.store.StoreException;

/**
 * The attempts that were made last, as many as are kept.
 */
interface Changes {

	/** How many are kept; whatever is added pushes out the oldest. */
	int MOST = 100;

	/**
	 * Adds one, as well as that can be done; it neither fails nor takes time.
	 * @param change that has begun
	 * @return takes what it has become, in its place
	 */
	Consumer<Change> add(Change change);

	/**
	 * All of them.
	 * @return the newest first
	 * @throws StoreException when nobody can tell now
	 */
	List<Change> latest();

}
