package io.zendeskbff.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.StoreScript;

/**
 * The store of all replicas, where there is one.
 */
final class Store {

	private static final String SUBJECT = "store";

	/** As any other: it looks at the server, and may write. */
	private static final StoreScript NOTHING = new StoreScript("return reply()");

	private final Optional<SharedStore> shared;

	Store(Optional<SharedStore> shared) {
		this.shared = shared;
	}

	Stream<Finding> check() {
		return this.shared.stream().map(Store::checked);
	}

	private static Finding checked(SharedStore store) {
		try {
			store.run(NOTHING, List.of());
			return Finding.ok(SUBJECT, "The shared store answers.");
		}
		catch (StoreException ex) {
			return ex.isRefusal()
					? Finding.failed(SUBJECT, "The shared store refuses commands.",
							"Look at its memory, whether it is a primary, and what its user may do.")
					: Finding.failed(SUBJECT, "The shared store does not answer.",
							"Look at spring.data.redis.*, user and password included, TLS and firewalls.");
		}
	}

}
