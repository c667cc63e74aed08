package io.zendeskbff.cache;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where the one account is kept. There is one key, since both views are cut from the same
 * bytes: what Caffeine is for, many keys and their eviction, is no concern here, and when
 * what is there counts is more than an age.
 */
final class Shelf {

	/** For how long an update of which nobody knows may still be carried out. */
	private static final Duration DOUBT = Duration.ofSeconds(60);

	private final Supplier<UUID> generation;

	private final LongSupplier nanoTime;

	private final AtomicReference<ShelfState> state;

	/**
	 * An empty shelf.
	 * @param generation says which connection there is
	 * @param nanoTime a clock that nobody sets
	 */
	Shelf(Supplier<UUID> generation, LongSupplier nanoTime) {
		this.generation = generation;
		this.nanoTime = nanoTime;
		this.state = new AtomicReference<>(ShelfState.empty(generation.get(), nanoTime.getAsLong()));
	}

	/** The time by which all here is measured, nanoseconds. */
	long now() {
		return this.nanoTime.getAsLong();
	}

	/** The time is taken last: nothing that is seen is newer than it. */
	Sight look() {
		ShelfState seen = present();
		long now = now();
		return new Sight(seen.entry(), seen.epoch(), seen.isInDoubt(now), now);
	}

	private ShelfState present() {
		ShelfState seen = this.state.get();
		return seen.isUnder(this.generation.get()) ? seen : change((same) -> same);
	}

	/**
	 * Keeps an account, unless something has happened since its read began.
	 * @param read the account
	 * @param epoch the epoch when its read began
	 * @return what was read, trusted only when it is kept and may be served
	 */
	Entry put(Entry read, long epoch) {
		Entry kept = change((now) -> now.with(read, epoch)).entry();
		return (kept != null && kept.account() == read.account()) ? kept : read.distrusted();
	}

	/** Forgets the account: it is not there, or not ours to see. */
	void forget() {
		long found = now();
		change((now) -> now.gone(found));
	}

	/** Lets what is there only stand in from now on. */
	void distrust() {
		change(ShelfState::distrusted);
	}

	/** The same, and of what is being read too: it may be as old. */
	void distrustAll() {
		change((now) -> now.distrusted().nextEpoch());
	}

	/** For an update that is about to be made. */
	Withdrawal withdrawal() {
		return new Withdrawal(this);
	}

	/**
	 * An update leaves.
	 * @return the epoch that begins by that
	 */
	long updateLeft() {
		return change(ShelfState::updateLeft).epoch();
	}

	/** An update that had left is not carried out. */
	void updateRefused() {
		change(ShelfState::updateRefused);
	}

	/**
	 * An update is carried out.
	 * @param left whether it was known to have left
	 */
	void updateConfirmed(boolean left) {
		change((now) -> now.updateEnded(left));
	}

	/**
	 * An update is carried out, and the account was read after it.
	 * @param read the account
	 * @param epoch the epoch that began when the update left
	 */
	void updateConfirmed(Entry read, long epoch) {
		change((now) -> {
			ShelfState next = now.updateEnded(true);
			return (now.epoch() == epoch) ? next.with(read, next.epoch()) : next;
		});
	}

	/**
	 * An update may be carried out yet.
	 * @param left whether it was known to have left
	 */
	void updateDoubted(boolean left) {
		long until = now() + DOUBT.toNanos();
		change((now) -> now.updateEnded(left).inDoubtUntil(until));
	}

	ShelfState change(UnaryOperator<ShelfState> what) {
		return this.state.updateAndGet((seen) -> what.apply(seen.under(this.generation.get())));
	}

}
