package io.zendeskbff.store;

import java.io.IOException;

/**
 * Lets tests of other packages do without a store.
 */
public final class StoreExceptions {

	private StoreExceptions() {
	}

	/** There was no answer. */
	public static StoreException silence() {
		return new StoreException(new IOException("no answer"));
	}

}
