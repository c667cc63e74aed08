package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreException;

/**
 * Where the one account is kept.
 */
public final class Shelf {

	private final ShelfCell cell;

	private final Duration longestUpdate;

	/**
	 * A shelf.
	 * @param cell where its state is kept
	 * @param longestUpdate for how long an update may be on its way
	 */
	Shelf(ShelfCell cell, Duration longestUpdate) {
		this.cell = cell;
		this.longestUpdate = longestUpdate;
	}

	/**
	 * The empty shelf of one process.
	 * @param generation says which connection there is
	 * @param nanoTime a clock that nobody sets
	 * @param longestUpdate for how long an update may be on its way
	 * @return a shelf that nobody else sees
	 */
	public static Shelf ofProcess(Supplier<UUID> generation, LongSupplier nanoTime, Duration longestUpdate) {
		return new Shelf(new MemoryCell(generation, nanoTime), longestUpdate);
	}

	/** The time by which all here is measured, nanoseconds. */
	public long now() {
		return this.cell.now();
	}

	/** What may be seen, for somebody who comes now. */
	public Sight look() {
		return sight(this.cell::look);
	}

	/** What is there now, whatever it costs. */
	public Sight lookNow() {
		return sight(this.cell::lookNow);
	}

	/** The time is taken last: nothing that is seen is newer than it. */
	private Sight sight(Supplier<Glimpse> look) {
		try {
			Glimpse glimpse = look.get();
			ShelfState seen = glimpse.state();
			long now = now();
			return new Sight(glimpse.settling() ? null : seen.shownAt(now), seen.epoch(), seen.isInDoubt(now),
					glimpse.settling(), now);
		}
		catch (StoreException _) {
			return Sight.blind(now());
		}
	}

	/**
	 * Held by whoever reads the account for all replicas.
	 * @param epoch when his read begins: nobody waits for what is begun before
	 * @return always free where there is one replica
	 */
	public Mutex reading(Epoch epoch) {
		return this.cell.reading(epoch);
	}

	/**
	 * Keeps an account, unless something has happened since its read began.
	 * @param read the account
	 * @param epoch the epoch when its read began
	 * @return what was read, trusted only when it is kept and may be served
	 */
	public Entry put(Entry read, Epoch epoch) {
		try {
			Entry kept = this.cell.look().settling() ? null
					: this.cell.change((now) -> now.with(read, epoch, now())).entry();
			return (kept != null && kept.account() == read.account()) ? kept : read.distrusted();
		}
		catch (StoreException _) {
			return read.distrusted();
		}
	}

	/** Forgets the account: it is not there, or not ours to see. */
	public void forget() {
		long found = now();
		tell((now) -> now.gone(found));
	}

	/** Lets what is there only stand in from now on. */
	public void distrust() {
		tell(ShelfState::distrusted);
	}

	/** The same, and of what is being read too: it may be as old. */
	public void distrustAll() {
		tell((now) -> now.distrusted().nextEpoch());
	}

	/** For an update that is about to be made. */
	public Withdrawal withdrawal() {
		return new Withdrawal(this);
	}

	/**
	 * An update leaves.
	 * @param update which
	 * @return the epoch that begins by that
	 * @throws StoreException when the others cannot be told
	 */
	Epoch updateLeft(UUID update) {
		try {
			// By the clock as it is known once the cell was looked at.
			return this.cell.change((now) -> now.updateLeft(update, now(), this.longestUpdate)).epoch();
		}
		catch (StoreException ex) {
			// It may be marked all the same.
			this.cell.owe((now) -> now.updateEnded(update));
			throw ex;
		}
	}

	/** An update that had left is not carried out. */
	void updateRefused(UUID update) {
		tell((now) -> now.updateRefused(update));
	}

	/**
	 * An update is carried out; waits until nobody sees the account before it any more.
	 * @param update which
	 * @param marked when its mark stood, {@link System#nanoTime()}
	 */
	void updateConfirmed(UUID update, long marked) {
		confirm(update, marked, (now) -> now.updateEnded(update));
	}

	/**
	 * An update is carried out, and the account was read after it; waits until nobody
	 * sees the account before it any more.
	 * @param update which
	 * @param marked when its mark stood, {@link System#nanoTime()}
	 * @param read the account, from when the update left
	 * @param epoch the epoch that began by that
	 */
	void updateConfirmed(UUID update, long marked, Entry read, Epoch epoch) {
		confirm(update, marked, (now) -> {
			ShelfState next = now.updateEnded(update);
			return now.epoch().equals(epoch) ? next.with(read, next.epoch(), now()) : next;
		});
	}

	/**
	 * As long as its mark stood nothing was served, and whoever has not seen the mark has
	 * looked before it was set. Where it did not stand to the end, the store has lost it,
	 * and something may have been kept that was read before the update.
	 */
	private void confirm(UUID update, long marked, UnaryOperator<ShelfState> what) {
		AtomicBoolean stood = new AtomicBoolean();
		tell((now) -> {
			stood.set(now.stands(update, now()));
			return what.apply(now);
		});
		outlast(stood.get() ? marked : System.nanoTime());
	}

	/** Waits until nobody sees any more what was there at a time. */
	private void outlast(long time) {
		long end = time + this.cell.lag().toNanos();
		boolean interrupted = false;
		for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
			LockSupport.parkNanos(rest);
			interrupted |= Thread.interrupted();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * An update may be carried out yet; waits until nobody sees the account before it any
	 * more.
	 * @param update which
	 * @param marked when its mark stood, {@link System#nanoTime()}
	 */
	void updateDoubted(UUID update, long marked) {
		long since = now();
		tell((now) -> now.updateEnded(update).inDoubtFrom(since));
		outlast(marked);
	}

	private void tell(UnaryOperator<ShelfState> what) {
		try {
			this.cell.change(what);
		}
		catch (StoreException _) {
			this.cell.owe(what);
		}
	}

	/** For tests: changes whatever there is. */
	ShelfState change(UnaryOperator<ShelfState> what) {
		return this.cell.change(what);
	}

}
