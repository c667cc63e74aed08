package io.zendeskbff.cache;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;

/**
 * A Zendesk in which nothing happens but what the test does step by step, however many
 * callers wait. A read shows the account as it was when the read arrived, which is as old
 * as can be.
 */
final class SteppedZendesk implements ZendeskAccounts {

	private final LongSupplier nanoTime;

	/** What has been carried out, in order. */
	private final List<BillingUpdate> history = new ArrayList<>(List.of(CacheWorld.city("first")));

	private final List<Read> reads = new ArrayList<>();

	private final List<Update> updates = new ArrayList<>();

	private final IdentityHashMap<Account, Origin> origins = new IdentityHashMap<>();

	private int arrivals;

	private int connection;

	SteppedZendesk(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public Account current() {
		return outcome(arrive().answer);
	}

	private synchronized Read arrive() {
		Read read = new Read(show(this.nanoTime.getAsLong()));
		this.reads.add(read);
		this.arrivals++;
		return read;
	}

	@Override
	public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
		return outcome(arrive(new Update(update, leaving)).answer);
	}

	private synchronized Update arrive(Update update) {
		this.updates.add(update);
		return update;
	}

	private static <T> T outcome(CompletableFuture<T> answer) {
		try {
			return answer.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof AccountException failure) ? failure : ex;
		}
	}

	private synchronized Account show(long began) {
		Account account = CacheWorld.account(this.history.getLast());
		this.origins.put(account, new Origin(this.history.size() - 1, began, this.connection));
		return account;
	}

	/** Where an account comes from that a caller was shown. */
	synchronized Origin origin(Account account) {
		return this.origins.getOrDefault(account, new Origin(-1, 0, -1));
	}

	/** How many updates have been carried out. */
	synchronized int place() {
		return this.history.size() - 1;
	}

	/** How many reads have arrived. */
	synchronized int arrivals() {
		return this.arrivals;
	}

	/** The reads that wait. */
	synchronized List<Read> reads() {
		return List.copyOf(this.reads);
	}

	/** The updates that wait, the one whose turn it is first. */
	synchronized List<Update> updates() {
		return List.copyOf(this.updates);
	}

	synchronized int connection() {
		return this.connection;
	}

	/** Whoever calls from now on does so under another connection. */
	synchronized void reconnect() {
		this.connection++;
	}

	synchronized void answer(Read read) {
		this.reads.remove(read);
		read.answer.complete(read.account);
	}

	synchronized void fail(Read read, Failure failure) {
		this.reads.remove(read);
		read.answer.completeExceptionally(CacheWorld.failure(failure));
	}

	/** Its first byte leaves, perhaps once more. */
	synchronized void leave(Update update) {
		update.leftAt = update.hasLeft() ? update.leftAt : this.nanoTime.getAsLong();
		update.leaving.run();
	}

	/** It is carried out, whatever the service is told. */
	synchronized void carryOut(Update update) {
		this.history.add(update.content);
		update.place = place();
	}

	/**
	 * The service learns that it is carried out; it is the turn of the next one.
	 * @param readBack whether the account can be read then
	 */
	synchronized void confirm(Update update, boolean readBack) {
		this.updates.remove(update);
		Optional<Account> after = readBack ? Optional.of(show(update.leftAt)) : Optional.empty();
		update.isDoubtful = after.filter((account) -> !account.holds(update.content)).isPresent();
		update.end = () -> update.answer.complete(after);
	}

	/** The service learns that it has failed; it is the turn of the next one. */
	synchronized void fail(Update update, Applied applied) {
		this.updates.remove(update);
		update.isDoubtful = applied == Applied.UNKNOWN;
		update.end = () -> update.answer.completeExceptionally(new AccountException(Plain.TIMED_OUT, applied));
	}

	/**
	 * Where an account comes from.
	 *
	 * @param place how many updates had been carried out
	 * @param began when its read began, or the update left before the read
	 * @param connection under which connection it was read
	 */
	record Origin(int place, long began, int connection) {
	}

	/** A read that waits for its answer. */
	static final class Read {

		private final CompletableFuture<Account> answer = new CompletableFuture<>();

		private final Account account;

		Read(Account account) {
			this.account = account;
		}

	}

	/** An update that waits for what becomes of it. */
	static final class Update {

		private final CompletableFuture<Optional<Account>> answer = new CompletableFuture<>();

		private final BillingUpdate content;

		private final Runnable leaving;

		private long leftAt = Long.MIN_VALUE;

		private int place = -1;

		private boolean isDoubtful;

		private Runnable end = () -> {
		};

		Update(BillingUpdate content, Runnable leaving) {
			this.content = content;
			this.leaving = leaving;
		}

		boolean hasLeft() {
			return this.leftAt != Long.MIN_VALUE;
		}

		boolean isCarriedOut() {
			return this.place >= 0;
		}

		/** Its place in the order of all that are carried out, less than zero without. */
		int place() {
			return this.place;
		}

		/** Whether the service does not know, or does not see, what it has done. */
		boolean isDoubtful() {
			return this.isDoubtful;
		}

		/** The service goes on with what it has learned. */
		void end() {
			this.end.run();
		}

	}

}
