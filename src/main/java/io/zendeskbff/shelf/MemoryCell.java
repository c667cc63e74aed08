package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.zendeskbff.store.FreeMutex;
import io.zendeskbff.store.Mutex;

/**
 * The shelf of one process. There is one key, since both views are cut from the same
 * bytes: what Caffeine is for, many keys and their eviction, is no concern here, and when
 * what is there counts is more than an age.
 */
final class MemoryCell implements ShelfCell {

	private final Supplier<UUID> generation;

	private final LongSupplier nanoTime;

	private final AtomicReference<ShelfState> state;

	/**
	 * An empty shelf.
	 * @param generation says which connection there is
	 * @param nanoTime a clock that nobody sets
	 */
	MemoryCell(Supplier<UUID> generation, LongSupplier nanoTime) {
		this.generation = generation;
		this.nanoTime = nanoTime;
		this.state = new AtomicReference<>(ShelfState.empty(generation.get(), UUID.randomUUID(), nanoTime.getAsLong()));
	}

	@Override
	public long now() {
		return this.nanoTime.getAsLong();
	}

	@Override
	public Glimpse look() {
		ShelfState seen = this.state.get();
		return new Glimpse(seen.isUnder(this.generation.get()) ? seen : change((same) -> same), false);
	}

	@Override
	public Glimpse lookNow() {
		return look();
	}

	@Override
	public ShelfState change(UnaryOperator<ShelfState> what) {
		return this.state.updateAndGet((seen) -> what.apply(seen.under(this.generation.get())));
	}

	@Override
	public void owe(UnaryOperator<ShelfState> what) {
		change(what);
	}

	@Override
	public Duration lag() {
		return Duration.ZERO;
	}

	/** There are no other replicas. */
	@Override
	public Mutex reading(Epoch epoch) {
		return new FreeMutex();
	}

}
