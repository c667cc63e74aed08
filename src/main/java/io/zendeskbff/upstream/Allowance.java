package io.zendeskbff.upstream;

import java.time.Duration;

import io.zendeskbff.throttle.Share;

/**
 * What a caller's errand at Zendesk may take: time, and requests out of a share of the
 * budget; and who is told when a change leaves.
 *
 * @param deadline until when the last byte of the last answer must be there
 * @param share whose share of the budget its requests are taken from
 * @param alone whether its requests have a connection of their own, opened for them
 * @param leaving told just before the first byte of each {@code PUT} may leave
 */
public record Allowance(Deadline deadline, Share share, boolean alone, Runnable leaving) {

	/**
	 * For a read.
	 * @param patience how long from now
	 */
	public static Allowance toRead(Duration patience) {
		return new Allowance(Deadline.in(patience), Share.READS, false, Allowance::tellNobody);
	}

	/**
	 * For what an owner does, with all the reads that belong to it.
	 * @param patience how long from now
	 */
	public static Allowance toUpdate(Duration patience) {
		return new Allowance(Deadline.in(patience), Share.UPDATES, false, Allowance::tellNobody);
	}

	/**
	 * For a second attempt: where one connection was found dead, the others that lie idle
	 * are likely to be.
	 * @return the same, on a connection that nobody has used before
	 */
	public Allowance onNewConnection() {
		return new Allowance(this.deadline, this.share, true, this.leaving);
	}

	/**
	 * For an update of which somebody wants to know when it leaves.
	 * @param listener told just before the first byte of each {@code PUT} may leave, on a
	 * thread where it may wait; what it throws keeps the {@code PUT} from leaving
	 * @return the same, with the listener
	 */
	public Allowance announcing(Runnable listener) {
		return new Allowance(this.deadline, this.share, this.alone, listener);
	}

	private static void tellNobody() {
	}

	/** What is left of the time; zero or less once it is over. */
	public Duration remaining() {
		return this.deadline.remaining();
	}

}
