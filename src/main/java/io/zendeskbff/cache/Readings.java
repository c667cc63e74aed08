package io.zendeskbff.cache;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.cache.Flights.Seat;

/**
 * Reads the account at Zendesk, once for all who wait for it.
 */
final class Readings {

	private final ZendeskAccounts zendesk;

	private final Shelf shelf;

	private final CacheProperties properties;

	private final Executor executor;

	private final CacheJournal journal;

	private final Flights flights = new Flights();

	Readings(ZendeskAccounts zendesk, Shelf shelf, CacheProperties properties, Executor executor,
			CacheJournal journal) {
		this.zendesk = zendesk;
		this.shelf = shelf;
		this.properties = properties;
		this.executor = executor;
		this.journal = journal;
	}

	/** Reads, or waits for who is reading. */
	Reading shared() {
		Seat seat = seat();
		return seat.leads() ? unlessFresh(seat.flight()) : await(seat.flight());
	}

	/** Reads anew, whoever else is reading. */
	Reading own() {
		return read(this.flights.begin(this.shelf.look().epoch()).flight());
	}

	/** Reads without anybody waiting, unless somebody is reading. */
	void behind() {
		Seat seat = seat();
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

	private Seat seat() {
		Sight sight = this.shelf.look();
		return this.flights.join(sight.epoch(), sight.now());
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

	/** Whoever looked before the last flight had ended has missed what it brought. */
	private Reading unlessFresh(Flight flight) {
		Sight sight = this.shelf.look();
		if (sight.freshness(this.properties) != Sight.Freshness.FRESH) {
			return read(flight);
		}
		flight.succeed(sight.shown());
		this.flights.forget(flight);
		return new Reading.Found(sight.shown());
	}

	private Reading read(Flight flight) {
		try {
			long begun = this.shelf.now();
			Entry read = this.shelf.put(new Entry(this.zendesk.current(), begun, true), flight.epoch());
			flight.succeed(read);
			this.flights.forget(flight);
			this.journal.read();
			return new Reading.Read(read, false);
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
