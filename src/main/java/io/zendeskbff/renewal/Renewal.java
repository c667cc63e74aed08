package io.zendeskbff.renewal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.upstream.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of our grant: under the lock of all replicas, from the state that is there
 * once the lock is had, and stored before anybody sees it. What was renewed under a
 * connection that ended meanwhile is given back and forgotten.
 */
final class Renewal {

	/** As long as a token call may take; so long the store is waited for as well. */
	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	private final ConnectionStore store;

	private final GrantFlow flow;

	private final Admission admission;

	private @Nullable Unstored unstored;

	Renewal(ConnectionStore store, GrantFlow flow, Admission admission) {
		this.store = store;
		this.flow = flow;
		this.admission = admission;
	}

	/**
	 * Renews unless somebody else has.
	 * @param isDone whether a state needs no renewal
	 * @return what came of it
	 * @throws ConnectionException when there is no new token, and nothing has changed
	 */
	Result renew(Predicate<ConnectionState> isDone) {
		boolean locked = lock();
		try {
			ConnectionState before = present();
			return (isDone.test(before) && !isSpent(before)) ? new Result(before, false) : renewed(before);
		}
		finally {
			if (locked) {
				this.store.renewing().release();
			}
		}
	}

	boolean needsOwner(ConnectionState state) {
		return this.flow.needsOwner(state);
	}

	/**
	 * What others can obtain too may be obtained by several; anything else never without
	 * the lock.
	 */
	private boolean lock() {
		try {
			if (this.store.renewing().acquire(LONGEST_WAIT)) {
				return true;
			}
		}
		catch (StoreException ex) {
			if (this.flow.isRepeatable()) {
				return false;
			}
			throw ConnectionException.of(Reason.STORE_AWAY, ex);
		}
		throw ConnectionException.of(Reason.TIMED_OUT);
	}

	private ConnectionState present() {
		try {
			return this.flow.isRepeatable() ? this.store.load() : this.store.loadNow();
		}
		catch (StoreException ex) {
			throw ConnectionException.of(Reason.STORE_AWAY, ex);
		}
	}

	private Result renewed(ConnectionState before) {
		try {
			ConnectionState after = next(before);
			return isStored(before, after) ? new Result(after, true) : overtaken(after);
		}
		catch (ConnectionException ex) {
			ConnectionState present = this.store.load();
			if (present.isSameVersion(before)) {
				throw ex;
			}
			// It failed for a connection that is no more.
			return new Result(present, false);
		}
	}

	/** Whether what follows it was obtained here, and could not be stored. */
	private boolean isSpent(ConnectionState before) {
		return this.unstored != null && this.unstored.before.isSameVersion(before);
	}

	private ConnectionState next(ConnectionState before) {
		Unstored kept = this.unstored;
		if (kept != null && isSpent(before)) {
			return kept.after;
		}
		requireTurn();
		return this.flow.next(before);
	}

	private void requireTurn() {
		try {
			if (!this.flow.isRepeatable()) {
				this.store.renewing().requireHeld();
			}
		}
		catch (StoreException ex) {
			throw ConnectionException.of(Reason.STORE_AWAY, ex);
		}
	}

	private boolean isStored(ConnectionState before, ConnectionState after) {
		Deadline deadline = Deadline.in(LONGEST_WAIT);
		while (true) {
			try {
				boolean isStored = this.store.replace(before, after);
				this.unstored = null;
				return isStored;
			}
			catch (StoreException ex) {
				if (this.flow.isRepeatable()) {
					this.store.keepMeanwhile(before, after);
					return true;
				}
				this.unstored = new Unstored(before, after);
				waitForStore(deadline, ex);
			}
		}
	}

	/** The token before is spent, and this one is not used before it is stored. */
	private static void waitForStore(Deadline deadline, StoreException away) {
		try {
			if (deadline.remaining().isPositive()) {
				TimeUnit.MILLISECONDS.sleep(200);
				return;
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		throw ConnectionException.of(Reason.STORE_AWAY, away);
	}

	private Result overtaken(ConnectionState vain) {
		ConnectionState present = this.store.load();
		Optional.ofNullable(vain.grant()).ifPresent((grant) -> this.admission.giveBack(grant, present));
		return new Result(present, false);
	}

	/** What was obtained while the store was away. */
	private record Unstored(ConnectionState before, ConnectionState after) {
	}

	/**
	 * What came of a renewal.
	 *
	 * @param state the state that is kept now
	 * @param isNew whether its token was just obtained
	 */
	record Result(ConnectionState state, boolean isNew) {
	}

}
