package io.zendeskbff.shelf;

import java.time.Duration;

import io.zendeskbff.store.StoreReply;

/**
 * What was seen of the shared shelf at the last look.
 *
 * @param state what was there
 * @param version of what was there
 * @param line of which it was
 * @param settled from when on something may be served, nanoseconds of the store's clock
 * @param lookedAt before the look, nanoseconds of ours
 */
record Seen(ShelfState state, String version, String line, long settled, long lookedAt) {

	private static final long NANOS = 1_000_000;

	static Seen of(ShelfState state, StoreReply reply, long begun) {
		return new Seen(state.under(ShelfScripts.generation(reply)), ShelfScripts.version(reply), reply.line(),
				reply.settled() * NANOS, begun);
	}

	/** The same, looked at once more. */
	Seen again(StoreReply reply, long begun) {
		return of(this.state, reply, begun).settledAt(this.settled);
	}

	/** Another state in its place. */
	Seen replaced(ShelfState next, StoreReply reply, long begun) {
		return of(next, reply, begun).settledAt(this.settled);
	}

	/** Not before a while has passed since. */
	Seen settledAfter(Duration rest, StoreReply reply) {
		return settledAt(reply.now() * NANOS + rest.toNanos());
	}

	private Seen settledAt(long time) {
		return new Seen(this.state, this.version, this.line, Math.max(this.settled, time), this.lookedAt);
	}

	boolean isStill(StoreReply reply) {
		return this.line.equals(reply.line()) && this.version.equals(ShelfScripts.version(reply));
	}

	boolean isFrom(long time) {
		return this.lookedAt - time >= 0;
	}

	Glimpse glimpse(long now) {
		return new Glimpse(this.state, now < this.settled || this.state.isUpdating(now));
	}

}
