package io.zendeskbff.cache;

import io.zendeskbff.account.Account;

/**
 * Takes the account off the shelf when an update leaves, and sees to what may come back
 * when it has ended. Of an update that is refused before it left the shelf hears nothing.
 */
final class Withdrawal {

	private final Shelf shelf;

	private boolean left;

	private boolean ended;

	private long leftAt;

	private long epoch;

	Withdrawal(Shelf shelf) {
		this.shelf = shelf;
	}

	/**
	 * The first byte may leave now; once more is no news. When the end was told already,
	 * the update was given up in this very moment, and is in doubt anyway.
	 */
	synchronized void leave() {
		if (!this.left && !this.ended) {
			this.left = true;
			this.leftAt = this.shelf.now();
			this.epoch = this.shelf.updateLeft();
		}
	}

	synchronized boolean hasLeft() {
		return this.left;
	}

	/** Nothing was sent, or Zendesk has refused it. */
	synchronized void refused() {
		this.ended = true;
		if (this.left) {
			this.shelf.updateRefused();
		}
	}

	/** The update is carried out; how the account looks since is not known. */
	synchronized void confirmed() {
		this.ended = true;
		this.shelf.updateConfirmed(this.left);
	}

	/**
	 * The update is carried out.
	 * @param after the account read after it; its age is counted from when the update
	 * left, since it was read after that
	 */
	synchronized void confirmed(Account after) {
		if (this.left) {
			this.ended = true;
			this.shelf.updateConfirmed(new Entry(after, this.leftAt, true), this.epoch);
		}
		else {
			confirmed();
		}
	}

	/**
	 * The update may be carried out yet, or Zendesk does not show it yet; and nobody may
	 * have told that it left.
	 */
	synchronized void doubted() {
		this.ended = true;
		this.shelf.updateDoubted(this.left);
	}

}
