package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the shelf holds at a moment, and what becomes of it. Times are nanoseconds of the
 * shelf's clock.
 *
 * <p>
 * An epoch ends whenever an update leaves, whenever one has ended, and with the
 * connection.
 *
 * @param generation the connection under which all of it was read
 * @param epoch what is begun to be read now is kept only while this is the epoch
 * @param entry what may be served, null when there is nothing
 * @param aside what was there before an update left, null when nothing was
 * @param out the updates that have left and not ended
 * @param doubtUntil until when an update may be carried out of which nobody knows
 * @param goneAt when Zendesk had no account for us last: what began to be read before is
 * not kept
 */
record ShelfState(UUID generation, Epoch epoch, @Nullable Entry entry, @Nullable Entry aside, List<Mark> out,
		long doubtUntil, long goneAt) {

	/** For how long an update of which nobody knows may still be carried out. */
	private static final long DOUBT = Duration.ofSeconds(60).toNanos();

	ShelfState {
		out = List.copyOf(out);
	}

	/** Nothing known, in the connection that there is, from the beginning of a line. */
	static ShelfState empty(UUID generation, UUID line, long now) {
		return new ShelfState(generation, new Epoch(line, 0), null, null, List.of(), now, now);
	}

	private ShelfState holding(@Nullable Entry shown, @Nullable Entry hidden) {
		return new ShelfState(this.generation, this.epoch, shown, hidden, this.out, this.doubtUntil, this.goneAt);
	}

	/** From now on nobody's earlier read is kept. */
	ShelfState nextEpoch() {
		return new ShelfState(this.generation, this.epoch.next(), this.entry, this.aside, this.out, this.doubtUntil,
				this.goneAt);
	}

	private ShelfState out(Stream<Mark> marks) {
		return new ShelfState(this.generation, this.epoch, this.entry, this.aside, marks.toList(), this.doubtUntil,
				this.goneAt);
	}

	private ShelfState without(UUID update) {
		return out(this.out.stream().filter((mark) -> !mark.update().equals(update)));
	}

	/** Of the account under another connection nothing counts any more. */
	ShelfState under(UUID present) {
		return isUnder(present) ? this : new ShelfState(present, this.epoch.under(present), null, null, this.out,
				this.doubtUntil, this.goneAt);
	}

	boolean isUnder(UUID present) {
		return present.equals(this.generation);
	}

	/** Also after an update of which nobody has told the end. */
	boolean isInDoubt(long now) {
		return now - this.doubtUntil < 0
				|| this.out.stream().anyMatch((mark) -> !mark.stands(now) && now - mark.until() < DOUBT);
	}

	boolean isUpdating(long now) {
		return this.out.stream().anyMatch((mark) -> mark.stands(now));
	}

	boolean stands(UUID update, long now) {
		return this.out.stream().anyMatch((mark) -> mark.update().equals(update) && mark.stands(now));
	}

	private boolean isOut(UUID update) {
		return this.out.stream().anyMatch((mark) -> mark.update().equals(update));
	}

	ShelfState inDoubtFrom(long now) {
		return new ShelfState(this.generation, this.epoch, this.entry, this.aside, this.out, now + DOUBT, this.goneAt);
	}

	/**
	 * What may be served: nothing from the future, which the clock has been set back to.
	 */
	@Nullable Entry shownAt(long now) {
		return (this.entry == null || !this.entry.isAhead(now)) ? this.entry : this.entry.distrusted();
	}

	/** An account was read; the one whose read began last stays. */
	ShelfState with(Entry read, Epoch since, long now) {
		boolean late = !since.equals(this.epoch) || read.isOlderThan(this.goneAt)
				|| (this.entry != null && !this.entry.isAhead(now) && read.isOlderThan(this.entry.readAt()));
		return late ? this : holding(isDoubtful(read, now) ? read.distrusted() : read, this.aside);
	}

	/** Also when an update was on its way then that nobody has ended. */
	private boolean isDoubtful(Entry read, long now) {
		return isInDoubt(read.readAt())
				|| this.out.stream().anyMatch((mark) -> mark.stands(read.readAt()) && !mark.stands(now));
	}

	/** Zendesk has no account for us. */
	ShelfState gone(long now) {
		return new ShelfState(this.generation, this.epoch, null, null, this.out, this.doubtUntil, now);
	}

	/** Zendesk's account is not, or not as it was, what is here. */
	ShelfState distrusted() {
		return holding((this.entry != null) ? this.entry.distrusted() : null, this.aside);
	}

	/** From now on Zendesk may have another account than what is here. */
	ShelfState updateLeft(UUID update, long now, Duration longest) {
		boolean anyDied = this.out.stream().anyMatch((mark) -> !mark.stands(now));
		Entry before = (this.entry != null || anyDied) ? this.entry : this.aside;
		Stream<Mark> known = this.out.stream().filter((mark) -> now - mark.until() < DOUBT);
		return holding(null, before).out(Stream.concat(known, Stream.of(new Mark(update, now + longest.toNanos()))))
			.nextEpoch();
	}

	/** The account is still what it was, unless another update is out. */
	ShelfState updateRefused(UUID update) {
		if (!isOut(update)) {
			return updateEnded(update);
		}
		ShelfState next = without(update).nextEpoch();
		return next.out.isEmpty() ? next.holding((this.entry != null) ? this.entry : this.aside, null) : next;
	}

	/** Whatever was read so far may be from before the update. */
	ShelfState updateEnded(UUID update) {
		return holding(null, null).without(update).nextEpoch();
	}

}
