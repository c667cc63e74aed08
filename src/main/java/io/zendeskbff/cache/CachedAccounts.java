package io.zendeskbff.cache;

import java.time.Duration;
import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.CacheStatus;
import io.zendeskbff.account.CacheStatus.Way;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.connection.ConnectionChanged;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.shelf.Entry;
import io.zendeskbff.shelf.Shelf;
import io.zendeskbff.shelf.Sight;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;

/**
 * Serves the account that was read last, as long as it may be served.
 */
final class CachedAccounts implements Accounts {

	private final Shelf shelf;

	private final Readings readings;

	private final WatchedUpdates updates;

	private final Wishes wishes;

	private final CacheProperties properties;

	private final CacheJournal journal;

	CachedAccounts(Shelf shelf, Readings readings, WatchedUpdates updates, Wishes wishes, CacheProperties properties,
			CacheJournal journal) {
		this.shelf = shelf;
		this.readings = readings;
		this.updates = updates;
		this.wishes = wishes;
		this.properties = properties;
		this.journal = journal;
	}

	@Override
	public AccountCopy current() {
		Sight sight = this.shelf.look();
		return switch (Freshness.of(sight, this.properties)) {
			case FRESH -> hit(sight);
			case AGEING -> hitWhileRenewing(sight);
			case EXPIRED -> forwarded(Way.STALE, this.readings.shared());
			case ABSENT -> forwarded(Way.MISS, this.readings.shared());
			case DOUBTED -> forwarded(Way.BYPASS, this.readings.shared());
			case SETTLING -> forwarded(Way.BYPASS, this.readings.next());
		};
	}

	@Override
	public AccountCopy currentReadNow() {
		return this.wishes.grant() ? forwarded(Way.BYPASS, this.readings.own()) : current();
	}

	@Override
	public Optional<Account> update(BillingUpdate update, Precondition precondition) {
		return this.updates.carryOut(update, precondition);
	}

	/** Forgets at once, and not when somebody reads. */
	@EventListener
	void onChange(ConnectionChanged change) {
		this.shelf.look();
	}

	private AccountCopy hit(Sight sight) {
		Duration age = sight.age();
		return served(sight.shown(), age, new CacheStatus(Way.HIT, false, this.properties.ttl(age), false));
	}

	private AccountCopy hitWhileRenewing(Sight sight) {
		this.readings.behind();
		this.journal.revalidating();
		return hit(sight);
	}

	private AccountCopy forwarded(Way way, Reading reading) {
		return switch (reading) {
			case Reading.Found(var entry) -> served(entry, Way.HIT, false);
			case Reading.Read(var entry, var collapsed) -> served(entry, way, collapsed);
			case Reading.Failed failed -> standIn(way, failed);
		};
	}

	private AccountCopy served(Entry entry, Way way, boolean collapsed) {
		Duration age = entry.age(this.shelf.now());
		return served(entry, age, new CacheStatus(way, collapsed, ttl(entry, age), false));
	}

	private @Nullable Duration ttl(Entry entry, Duration age) {
		return entry.trusted() ? this.properties.ttl(age) : null;
	}

	private AccountCopy standIn(Way way, Reading.Failed reading) {
		Sight sight = this.shelf.look();
		AccountException ex = reading.failure();
		if (Fallback.after(ex.failure()) != Fallback.SHOW || !mayStandIn(sight)) {
			throw ex;
		}
		Duration age = sight.age();
		this.journal.standsIn(ex.failure());
		return served(sight.shown(), age, new CacheStatus(way, reading.collapsed(), ttl(sight.shown(), age), true));
	}

	private boolean mayStandIn(Sight sight) {
		return sight.entry() != null && this.properties.mayStandIn(sight.age());
	}

	private AccountCopy served(Entry entry, Duration age, CacheStatus status) {
		this.journal.served(status, age);
		return new AccountCopy(entry.account(), age, status);
	}

}
