package io.zendeskbff.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.connection.ConnectionChanged;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.shelf.Shelf;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The cache, with the times that production has, before a Zendesk and a clock that a test
 * has in its hands.
 */
final class CacheWorld {

	static final CacheProperties USUAL = new CacheProperties(Duration.ofSeconds(30), Duration.ofSeconds(30),
			Duration.ofMinutes(10));

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

	private final Queue<Runnable> behind = new ArrayDeque<>();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CachedAccounts accounts;

	private volatile UUID generation = UUID.randomUUID();

	CacheWorld(ZendeskAccounts zendesk) {
		this(zendesk, USUAL, null);
	}

	/**
	 * The cache.
	 * @param zendesk what is behind it
	 * @param properties how old the account may be
	 * @param executor works behind the callers' backs, null to wait for
	 * {@link #workBehind()}
	 */
	CacheWorld(ZendeskAccounts zendesk, CacheProperties properties, @Nullable Executor executor) {
		Shelf shelf = Shelf.ofProcess(() -> this.generation, this.nanos::get, Duration.ofSeconds(14));
		CacheJournal journal = new CacheJournal(this.meters);
		Readings readings = new Readings(zendesk, shelf, properties, Duration.ofSeconds(3),
				(executor != null) ? executor : this.behind::add, journal);
		this.accounts = new CachedAccounts(shelf, readings, new WatchedUpdates(zendesk, shelf),
				new OwnWishes(this.nanos::get), properties, journal);
	}

	CachedAccounts accounts() {
		return this.accounts;
	}

	SimpleMeterRegistry meters() {
		return this.meters;
	}

	void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	long now() {
		return this.nanos.get();
	}

	/** Does what was left to others. */
	int workBehind() {
		int done = 0;
		for (Runnable task = this.behind.poll(); task != null; task = this.behind.poll()) {
			task.run();
			done++;
		}
		return done;
	}

	Queue<Runnable> behind() {
		return this.behind;
	}

	/** Connects anew; the event comes when it likes. */
	void reconnect() {
		this.generation = UUID.randomUUID();
	}

	void tellOfConnection() {
		this.accounts.onChange(new ConnectionChanged(true));
	}

	/** An account whose city says which one it is. */
	static Account account(String city) {
		return Account.parse("{\"account_key\":\"k1\",\"billing\":{\"city\":\"%s\"}}".formatted(city).getBytes(UTF_8));
	}

	/** An account as an update of the city has left it. */
	static Account account(BillingUpdate update) {
		return account(String.valueOf(update.values().get(BillingField.CITY)));
	}

	static BillingUpdate city(String city) {
		return new BillingUpdate(new LinkedHashMap<>(Map.of(BillingField.CITY, city)));
	}

	static AccountException failure(Failure failure) {
		return new AccountException(failure, Applied.NO);
	}

	static String status(AccountCopy copy) {
		return copy.cacheStatus().header().replaceFirst("^zendesk-account-bff; ", "");
	}

	/**
	 * A Zendesk whose next answers a test lays down; each answer is given once or for
	 * ever.
	 */
	static final class Script implements ZendeskAccounts {

		private String city = "Bern";

		private @Nullable AccountException failure;

		private Update update = (_, leaving) -> {
			throw new AssertionError("Nobody updates");
		};

		private Runnable reading = () -> {
		};

		private int reads;

		@Override
		public Account current() {
			this.reads++;
			Account seen = account(this.city);
			this.reading.run();
			if (this.failure != null) {
				throw this.failure;
			}
			return seen;
		}

		@Override
		public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
			return this.update.carryOut(update, leaving);
		}

		/** From now on the account is in this city, and can be read. */
		void isIn(String city) {
			this.city = city;
			this.failure = null;
		}

		void fails(Failure with) {
			this.failure = CacheWorld.failure(with);
		}

		/** What happens between the arrival of a read and its answer. */
		void whileReading(Runnable what) {
			this.reading = what;
		}

		void updates(Update how) {
			this.update = how;
		}

		/** How many reads have come since this was asked last. */
		int reads() {
			int count = this.reads;
			this.reads = 0;
			return count;
		}

		/** What becomes of an update. */
		@FunctionalInterface
		interface Update {

			Optional<Account> carryOut(BillingUpdate update, Runnable leaving);

		}

	}

}
