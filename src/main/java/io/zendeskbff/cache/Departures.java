package io.zendeskbff.cache;

import java.util.concurrent.locks.ReentrantLock;

import io.zendeskbff.cache.Flights.Seat;
import io.zendeskbff.shelf.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * Flights of which none takes anybody who comes after it has begun: one after the other,
 * each with all who have come while the one before was under way, and paced.
 */
final class Departures {

	private final ReentrantLock runway = new ReentrantLock(true);

	private final Pace pace;

	private @Nullable Flight boarding;

	Departures(Pace pace) {
		this.pace = pace;
	}

	/** A seat in the next one. */
	synchronized Seat board() {
		boolean leads = this.boarding == null;
		if (this.boarding == null) {
			this.boarding = new Flight(Epoch.NONE);
		}
		return new Seat(this.boarding, leads);
	}

	/** Waits until the one before has ended. */
	void awaitRunway() {
		this.runway.lock();
	}

	/** Waits until the next one may begin; nobody boards it from then on. */
	void depart() {
		this.pace.await();
		close();
	}

	/** Nobody boards the next one any more. */
	synchronized void close() {
		this.boarding = null;
	}

	/** The next one may begin. */
	void arrive() {
		this.runway.unlock();
	}

}
