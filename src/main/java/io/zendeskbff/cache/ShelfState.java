package io.zendeskbff.cache;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the shelf holds at a moment, and what becomes of it. Times are nanoseconds of the
 * monotonic clock.
 *
 * <p>
 * An epoch ends whenever an update leaves, whenever one has ended, and with the
 * connection. What somebody began to read in one epoch says nothing in the next: it may
 * be from before the update.
 *
 * @param generation the connection under which all of it was read
 * @param epoch counts up
 * @param entry what may be served, null when there is nothing
 * @param aside what was there before an update left, null when nothing was
 * @param updatesOut how many updates have left and not ended
 * @param doubtUntil until when an update may be carried out of which nobody knows
 * @param goneAt when Zendesk had no account for us last: what began to be read before is
 * not kept
 */
record ShelfState(UUID generation, long epoch, @Nullable Entry entry, @Nullable Entry aside, int updatesOut,
		long doubtUntil, long goneAt) {

	/** Nothing known, in the connection that there is. */
	static ShelfState empty(UUID generation, long now) {
		return new ShelfState(generation, 0, null, null, 0, now, now);
	}

	private ShelfState holding(@Nullable Entry shown, @Nullable Entry hidden) {
		return new ShelfState(this.generation, this.epoch, shown, hidden, this.updatesOut, this.doubtUntil,
				this.goneAt);
	}

	/** From now on nobody's earlier read is kept. */
	ShelfState nextEpoch() {
		return new ShelfState(this.generation, this.epoch + 1, this.entry, this.aside, this.updatesOut, this.doubtUntil,
				this.goneAt);
	}

	private ShelfState out(int updates) {
		return new ShelfState(this.generation, this.epoch, this.entry, this.aside, updates, this.doubtUntil,
				this.goneAt);
	}

	/** Of the account under another connection nothing counts any more. */
	ShelfState under(UUID present) {
		return isUnder(present) ? this
				: new ShelfState(present, this.epoch + 1, null, null, this.updatesOut, this.doubtUntil, this.goneAt);
	}

	boolean isUnder(UUID present) {
		return present.equals(this.generation);
	}

	boolean isInDoubt(long now) {
		return now - this.doubtUntil < 0;
	}

	ShelfState inDoubtUntil(long time) {
		return new ShelfState(this.generation, this.epoch, this.entry, this.aside, this.updatesOut, time, this.goneAt);
	}

	/** An account was read; the one whose read began last stays. */
	ShelfState with(Entry read, long since) {
		boolean late = since != this.epoch || read.isOlderThan(this.goneAt)
				|| (this.entry != null && read.isOlderThan(this.entry.readAt()));
		return late ? this : holding(isInDoubt(read.readAt()) ? read.distrusted() : read, this.aside);
	}

	/** Zendesk has no account for us. */
	ShelfState gone(long now) {
		return new ShelfState(this.generation, this.epoch, null, null, this.updatesOut, this.doubtUntil, now);
	}

	/** Zendesk's account is not, or not as it was, what is here. */
	ShelfState distrusted() {
		return holding((this.entry != null) ? this.entry.distrusted() : null, this.aside);
	}

	/** From now on Zendesk may have another account than what is here. */
	ShelfState updateLeft() {
		return holding(null, (this.entry != null) ? this.entry : this.aside).out(this.updatesOut + 1).nextEpoch();
	}

	/** The account is still what it was, unless another update is out. */
	ShelfState updateRefused() {
		ShelfState next = out(this.updatesOut - 1).nextEpoch();
		return (next.updatesOut > 0) ? next : next.holding((this.entry != null) ? this.entry : this.aside, null);
	}

	/** Whatever was read so far may be from before the update. */
	ShelfState updateEnded(boolean left) {
		return holding(null, null).out(this.updatesOut - (left ? 1 : 0)).nextEpoch();
	}

}
