package io.zendeskbff.shelf;

import java.util.UUID;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.store.StoreException;

/**
 * Takes the account off the shelf when an update leaves, and sees to what may come back
 * when it has ended. Of an update that is refused before it left the shelf hears nothing.
 */
public final class Withdrawal {

	private final Shelf shelf;

	private final UUID update = UUID.randomUUID();

	private boolean left;

	private boolean ended;

	/** By the shelf's clock, and by one that is never corrected. */
	private long leftAt;

	private long marked = System.nanoTime();

	private Epoch epoch = Epoch.NONE;

	Withdrawal(Shelf shelf) {
		this.shelf = shelf;
	}

	/**
	 * The first byte may leave now; once more is no news. When the end was told already,
	 * the update was given up in this very moment, and is in doubt anyway.
	 * @throws AccountException when the other replicas cannot be told: it must not leave
	 */
	public synchronized void leave() {
		if (!this.left && !this.ended) {
			this.epoch = epoch();
			this.leftAt = this.shelf.now();
			this.marked = System.nanoTime();
			this.left = true;
		}
	}

	private Epoch epoch() {
		try {
			return this.shelf.updateLeft(this.update);
		}
		catch (StoreException ex) {
			throw new AccountException(Failure.Plain.STORE_UNAVAILABLE, Applied.NO, ex);
		}
	}

	public synchronized boolean hasLeft() {
		return this.left;
	}

	/** Nothing was sent, or Zendesk has refused it. */
	public synchronized void refused() {
		this.ended = true;
		if (this.left) {
			this.shelf.updateRefused(this.update);
		}
	}

	/**
	 * The update is carried out; how the account looks since is not known. Returns when
	 * nobody sees the account before it any more.
	 */
	public synchronized void confirmed() {
		this.ended = true;
		this.shelf.updateConfirmed(this.update, this.marked);
	}

	/**
	 * The update is carried out. Returns when nobody sees the account before it any more.
	 * @param after the account read after it; its age is counted from when the update
	 * left, since it was read after that
	 */
	public synchronized void confirmed(Account after) {
		if (this.left) {
			this.ended = true;
			this.shelf.updateConfirmed(this.update, this.marked, new Entry(after, this.leftAt, true), this.epoch);
		}
		else {
			confirmed();
		}
	}

	/**
	 * The update may be carried out yet, or Zendesk does not show it yet; and nobody may
	 * have told that it left.
	 */
	public synchronized void doubted() {
		this.ended = true;
		this.shelf.updateDoubted(this.update, this.marked);
	}

}
