package io.zendeskbff.renewal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionJournal;
import io.zendeskbff.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Runs one {@link Renewal} at a time, for everybody who waits and at nobody's expense: a
 * caller who leaves does not end it. After a failure there is a pause, in which everybody
 * is told that failure and Zendesk is left alone.
 */
public final class Renewals {

	private final Renewal renewal;

	private final Timing timing;

	private final ConnectionJournal journal;

	private final Trust trust;

	private final RefreshPlan plan;

	private @Nullable CompletableFuture<ConnectionState> running;

	private boolean closed;

	Renewals(Renewal renewal, ConnectionJournal journal, Timing timing) {
		this.renewal = renewal;
		this.timing = timing;
		this.journal = journal;
		this.trust = new Trust(journal, new Pauses(timing));
		this.plan = new RefreshPlan(timing, this::join);
	}

	/**
	 * Joins the renewal that runs, or starts one.
	 * @param isDone whether a state needs no renewal
	 * @return the state after it; failed at once during a pause
	 */
	public synchronized CompletableFuture<ConnectionState> join(Predicate<ConnectionState> isDone) {
		if (this.running != null) {
			return this.running;
		}
		ConnectionException known = this.closed ? ConnectionException.of(Reason.UNAVAILABLE) : this.trust.failure();
		if (known != null) {
			return CompletableFuture.failedFuture(known);
		}
		// It has ended before anybody who waits goes on: ended() needs the lock held
		// here.
		this.running = CompletableFuture.supplyAsync(() -> renewed(isDone), this.timing.executor());
		return this.running;
	}

	private ConnectionState renewed(Predicate<ConnectionState> isDone) {
		this.journal.begin();
		try {
			Renewal.Result result = this.renewal.renew(isDone);
			if (result.isNew()) {
				this.trust.renewed();
			}
			keep(result.state());
			return result.state();
		}
		catch (ConnectionException ex) {
			this.trust.fail(ex);
			throw ex;
		}
		finally {
			ended();
		}
	}

	/**
	 * Whether nobody but an owner can bring a token.
	 * @param state the present state
	 * @return true when a renewal would be in vain
	 */
	public boolean needsOwner(ConnectionState state) {
		return this.renewal.needsOwner(state);
	}

	/**
	 * Goes on from a state that was stored.
	 * @param state the state that is kept now
	 */
	public void follow(ConnectionState state) {
		trust();
		keep(state);
	}

	private void keep(ConnectionState state) {
		this.journal.look(state);
		this.plan.plan(state);
	}

	/** Takes note that tokens are worth something. */
	public void trust() {
		this.trust.restore();
	}

	/** Takes note that Zendesk refuses the very tokens that it issues. */
	public void distrust() {
		this.trust.lose();
	}

	/**
	 * Takes note of a state that was met, and perhaps stored by another replica.
	 * @param state the state that is kept now
	 */
	public void look(ConnectionState state) {
		keep(state);
	}

	/**
	 * Starts none any more, and waits for the one that runs: a rotated token that nobody
	 * stores is lost.
	 */
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		await();
	}

	/** Waits for the renewal that runs, if any. */
	public void await() {
		CompletableFuture<ConnectionState> last = running();
		if (last != null) {
			last.exceptionally((_) -> ConnectionState.NONE).join();
		}
	}

	private synchronized @Nullable CompletableFuture<ConnectionState> running() {
		return this.running;
	}

	private synchronized void ended() {
		this.journal.end();
		this.running = null;
	}

}
