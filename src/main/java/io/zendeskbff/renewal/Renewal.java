package io.zendeskbff.renewal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;

/**
 * One renewal of our grant: under the lock of all replicas, from the state that is there
 * once the lock is had, and stored before anybody sees it. What was renewed under a
 * connection that ended meanwhile is given back and forgotten.
 */
final class Renewal {

	/** As long as a token call may take: whoever holds the lock is then done. */
	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	private final ConnectionStore store;

	private final GrantFlow flow;

	private final Admission admission;

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
		lock();
		try {
			ConnectionState before = this.store.load();
			return isDone.test(before) ? new Result(before, false) : renewed(before);
		}
		finally {
			this.store.renewing().unlock();
		}
	}

	boolean needsOwner(ConnectionState state) {
		return this.flow.needsOwner(state);
	}

	private void lock() {
		try {
			if (this.store.renewing().tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
				return;
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		throw ConnectionException.of(Reason.TIMED_OUT);
	}

	private Result renewed(ConnectionState before) {
		try {
			ConnectionState after = this.flow.next(before);
			return this.store.replace(before, after) ? new Result(after, true) : overtaken(after);
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

	private Result overtaken(ConnectionState vain) {
		ConnectionState present = this.store.load();
		Optional.ofNullable(vain.grant()).ifPresent((grant) -> this.admission.giveBack(grant, present));
		return new Result(present, false);
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
