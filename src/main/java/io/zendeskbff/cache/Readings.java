package io.zendeskbff.cache;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.cache.Flights.Seat;
import io.zendeskbff.shelf.Entry;
import io.zendeskbff.shelf.Epoch;
import io.zendeskbff.shelf.Shelf;
import io.zendeskbff.shelf.Sight;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreException;

/**
 * Reads the account at Zendesk, once for all who wait for it.
 */
final class Readings {

	private final ZendeskAccounts zendesk;

	private final Shelf shelf;

	private final CacheProperties properties;

	private final Duration patience;

	private final Executor executor;

	private final CacheJournal journal;

	private final Flights flights = new Flights();

	private final Departures departures;

	Readings(ZendeskAccounts zendesk, Shelf shelf, CacheProperties properties, Duration patience, Executor executor,
			CacheJournal journal) {
		this.zendesk = zendesk;
		this.shelf = shelf;
		this.properties = properties;
		this.patience = patience;
		this.executor = executor;
		this.journal = journal;
		this.departures = new Departures(new Pace(System::nanoTime));
	}

	/** Reads, or waits for who is reading. */
	Reading shared() {
		Sight sight = this.shelf.look();
		if (sight.settling()) {
			return next();
		}
		Seat seat = this.flights.join(sight.epoch(), sight.now());
		return seat.leads() ? unlessFresh(seat.flight()) : await(seat.flight());
	}

	/** Reads anew, whoever else is reading. */
	Reading own() {
		Sight sight = this.shelf.look();
		return sight.settling() ? next() : anew(this.flights.begin(sight.epoch()).flight());
	}

	private Reading anew(Flight flight) {
		return ended(flight, () -> read(flight, flight.epoch()));
	}

	/**
	 * Reads for those who must not have what somebody has begun to read before they came.
	 */
	Reading next() {
		Seat seat = this.departures.board();
		return seat.leads() ? departed(seat.flight()) : await(seat.flight());
	}

	private Reading departed(Flight flight) {
		this.departures.awaitRunway();
		try {
			return ended(flight, () -> settledOrRead(flight));
		}
		finally {
			this.departures.arrive();
		}
	}

	/** Only a read has to wait for its turn. */
	private Reading settledOrRead(Flight flight) {
		if (freshness(this.shelf.look()) == Freshness.FRESH) {
			this.departures.close();
		}
		else {
			this.departures.depart();
		}
		return foundOrRead(flight, this.shelf.look());
	}

	/** Reads without anybody waiting, unless somebody is reading. */
	void behind() {
		Sight sight = this.shelf.look();
		Seat seat = this.flights.join(sight.epoch(), sight.now());
		if (seat.leads()) {
			handOver(seat.flight());
		}
	}

	/** Whatever happens, nobody is left waiting. */
	private void handOver(Flight flight) {
		try {
			this.executor.execute(() -> unheard(flight));
		}
		catch (RejectedExecutionException ex) {
			flight.fail(ex, this.shelf.now());
			this.journal.broken(ex);
		}
		catch (Error ex) {
			flight.fail(ex, this.shelf.now());
			throw ex;
		}
	}

	private void unheard(Flight flight) {
		try {
			unlessFresh(flight);
		}
		catch (RuntimeException ex) {
			this.journal.broken(ex);
		}
	}

	private static Reading await(Flight flight) {
		try {
			return new Reading.Read(flight.await(), true);
		}
		catch (AccountException ex) {
			return new Reading.Failed(ex, true);
		}
	}

	/** Another replica may be reading, or may have read since the caller looked. */
	private Reading unlessFresh(Flight flight) {
		Mutex turns = this.shelf.reading(flight.epoch());
		boolean turn = isOurs(turns);
		try {
			return ended(flight, () -> foundOrRead(flight, this.shelf.lookNow()));
		}
		finally {
			if (turn) {
				turns.release();
			}
		}
	}

	/** Whoever waits in vain reads all the same. */
	private boolean isOurs(Mutex turns) {
		try {
			return turns.acquire(this.patience);
		}
		catch (StoreException _) {
			return false;
		}
	}

	private Freshness freshness(Sight sight) {
		return Freshness.of(sight, this.properties);
	}

	/** Whatever happens, nobody is left waiting for it. */
	private Reading ended(Flight flight, Supplier<Reading> reading) {
		try {
			return reading.get();
		}
		catch (AccountException ex) {
			flight.fail(ex, this.shelf.now());
			heed(ex);
			return new Reading.Failed(ex, false);
		}
		catch (RuntimeException | Error ex) {
			flight.fail(ex, this.shelf.now());
			throw ex;
		}
	}

	private Reading foundOrRead(Flight flight, Sight sight) {
		return (freshness(sight) == Freshness.FRESH) ? found(flight, sight) : read(flight, sight.epoch());
	}

	private Reading found(Flight flight, Sight sight) {
		flight.succeed(sight.shown());
		this.flights.forget(flight);
		return new Reading.Found(sight.shown());
	}

	private Reading read(Flight flight, Epoch epoch) {
		long begun = this.shelf.now();
		Entry read = this.shelf.put(new Entry(this.zendesk.current(), begun, true), epoch);
		flight.succeed(read);
		this.flights.forget(flight);
		this.journal.read();
		return new Reading.Read(read, false);
	}

	private void heed(AccountException failure) {
		switch (Fallback.after(failure.failure())) {
			case SHOW -> {
			}
			case HIDE -> this.shelf.distrust();
			case DROP -> this.shelf.forget();
		}
		this.journal.failed(failure.failure());
	}

}
