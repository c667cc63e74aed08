package io.zendeskbff.cache;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What somebody sees who looks at the shelf.
 *
 * @param entry what is there, null when nothing is
 * @param epoch what he reads himself from now on is kept only while this is the epoch
 * @param inDoubt whether the account may be changing unseen, so that nothing is served
 * for its own sake
 * @param now when he looked, nanoseconds of the monotonic clock
 */
record Sight(@Nullable Entry entry, long epoch, boolean inDoubt, long now) {

	/** What is there, where something is. */
	Entry shown() {
		return Objects.requireNonNull(this.entry, "An empty shelf is never shown");
	}

	Duration age() {
		return shown().age(this.now);
	}

	Freshness freshness(CacheProperties properties) {
		if (this.inDoubt) {
			return Freshness.DOUBTED;
		}
		if (this.entry == null) {
			return Freshness.ABSENT;
		}
		return this.entry.trusted() ? freshness(this.entry.age(this.now), properties) : Freshness.EXPIRED;
	}

	private static Freshness freshness(Duration age, CacheProperties properties) {
		if (properties.isFresh(age)) {
			return Freshness.FRESH;
		}
		return properties.mayRenewBehind(age) ? Freshness.AGEING : Freshness.EXPIRED;
	}

	/** What may be done with it. */
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
		DOUBTED

	}

}
