package io.zendeskbff.shelf;

import java.time.Duration;

import io.zendeskbff.store.Mutex;

/**
 * A shelf whose clock, and what others do to it, a test has in its hands.
 */
public final class HeldShelf {

	private final HeldCell cell = new HeldCell();

	private final Shelf shelf = new Shelf(this.cell, Duration.ofSeconds(14));

	public Shelf shelf() {
		return this.shelf;
	}

	/** Nothing of it may be seen, or can be kept, meanwhile. */
	public void settles(boolean settling) {
		this.cell.settling = settling;
	}

	public void pass(Duration duration) {
		this.cell.now += duration.toNanos();
	}

	/** Whose turn it is among replicas. */
	public void turns(Mutex turns) {
		this.cell.turns = turns;
	}

}
