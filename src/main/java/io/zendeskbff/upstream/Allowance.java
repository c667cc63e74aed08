package io.zendeskbff.upstream;

import java.time.Duration;

import io.zendeskbff.throttle.Share;

/**
 * What a caller's errand at Zendesk may take: time, and requests out of a share of the
 * budget.
 *
 * @param deadline until when the last byte of the last answer must be there
 * @param share whose share of the budget its requests are taken from
 * @param alone whether its requests have a connection of their own, opened for them
 */
public record Allowance(Deadline deadline, Share share, boolean alone) {

	/**
	 * For a read.
	 * @param patience how long from now
	 */
	public static Allowance toRead(Duration patience) {
		return new Allowance(Deadline.in(patience), Share.READS, false);
	}

	/**
	 * For what an owner does, with all the reads that belong to it.
	 * @param patience how long from now
	 */
	public static Allowance toUpdate(Duration patience) {
		return new Allowance(Deadline.in(patience), Share.UPDATES, false);
	}

	/**
	 * For a second attempt: where one connection was found dead, the others that lie idle
	 * are likely to be.
	 * @return the same, on a connection that nobody has used before
	 */
	public Allowance onNewConnection() {
		return new Allowance(this.deadline, this.share, true);
	}

	/** What is left of the time; zero or less once it is over. */
	public Duration remaining() {
		return this.deadline.remaining();
	}

}
