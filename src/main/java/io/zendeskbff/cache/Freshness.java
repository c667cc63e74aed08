package io.zendeskbff.cache;

import java.time.Duration;

import io.zendeskbff.shelf.Entry;
import io.zendeskbff.shelf.Sight;

/**
 * What may be done with what is on the shelf.
 */
enum Freshness {

	/** Served. */
	FRESH,

	/** Served, and read anew behind the caller's back. */
	AGEING,

	/** Read anew; it may stand in when that fails. */
	EXPIRED,

	/** There is none: read. */
	ABSENT,

	/** Read, whatever there is. */
	DOUBTED,

	/** Read for those who have come by then, and not kept. */
	SETTLING;

	static Freshness of(Sight sight, CacheProperties properties) {
		if (sight.settling()) {
			return SETTLING;
		}
		if (sight.inDoubt()) {
			return DOUBTED;
		}
		Entry entry = sight.entry();
		if (entry == null) {
			return ABSENT;
		}
		return entry.trusted() ? of(sight.age(), properties) : EXPIRED;
	}

	private static Freshness of(Duration age, CacheProperties properties) {
		if (properties.isFresh(age)) {
			return FRESH;
		}
		return properties.mayRenewBehind(age) ? AGEING : EXPIRED;
	}

}
