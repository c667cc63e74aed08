package io.zendeskbff.cache;

import io.zendeskbff.shelf.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * The flight that is under way, or has failed a moment ago.
 */
final class Flights {

	private @Nullable Flight last;

	/**
	 * The flight that serves somebody who is content with what is under way.
	 * @param epoch the epoch now
	 * @param now nanoseconds of the shelf's clock
	 */
	synchronized Seat join(Epoch epoch, long now) {
		return (this.last != null && this.last.carries(epoch, now)) ? new Seat(this.last, false) : begin(epoch);
	}

	/**
	 * A flight that begins now, and that those who come later join.
	 * @param epoch the epoch now
	 */
	synchronized Seat begin(Epoch epoch) {
		this.last = new Flight(epoch);
		return new Seat(this.last, true);
	}

	/**
	 * It has succeeded. Nobody would join it, but it holds what it brought, which has its
	 * place on the shelf or nowhere.
	 */
	synchronized void forget(Flight ended) {
		if (ended.equals(this.last)) {
			this.last = null;
		}
	}

	/**
	 * A part in a flight.
	 *
	 * @param flight which
	 * @param leads whether it is for the caller to carry it out
	 */
	record Seat(Flight flight, boolean leads) {
	}

}
