package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.zendeskbff.store.FreeMutex;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreExceptions;

/**
 * A cell that a test has in its hands.
 */
final class HeldCell implements ShelfCell {

	Mutex turns = new FreeMutex();

	final List<UnaryOperator<ShelfState>> owed = new ArrayList<>();

	ShelfState state = ShelfState.empty(new UUID(0, 1), new UUID(0, 2), 0);

	boolean away;

	boolean settling;

	Duration lag = Duration.ZERO;

	long now;

	int looksNow;

	@Override
	public long now() {
		return this.now;
	}

	@Override
	public Glimpse look() {
		requireThere();
		return new Glimpse(this.state, this.settling);
	}

	@Override
	public Glimpse lookNow() {
		this.looksNow++;
		return look();
	}

	@Override
	public ShelfState change(UnaryOperator<ShelfState> what) {
		requireThere();
		this.state = what.apply(this.state);
		return this.state;
	}

	private void requireThere() {
		if (this.away) {
			throw StoreExceptions.silence();
		}
	}

	@Override
	public void owe(UnaryOperator<ShelfState> what) {
		this.owed.add(what);
	}

	@Override
	public Duration lag() {
		return this.lag;
	}

	@Override
	public Mutex reading(Epoch epoch) {
		return this.turns;
	}

}
