package io.zendeskbff.access;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.renewal.Admission;
import io.zendeskbff.renewal.Renewals;
import io.zendeskbff.renewal.Timing;
import io.zendeskbff.upstream.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which token to call Zendesk with: the one that is kept, as long as it serves, and
 * otherwise the one that a renewal brings.
 */
final class Tokens {

	private static final Logger LOGGER = LoggerFactory.getLogger(Tokens.class);

	private final ConnectionStore store;

	private final Renewals renewals;

	private final Admission admission;

	private final Timing timing;

	private final Refusals refusals;

	Tokens(ConnectionStore store, Renewals renewals, Admission admission, Timing timing) {
		this.store = store;
		this.renewals = renewals;
		this.admission = admission;
		this.timing = timing;
		this.refusals = new Refusals(store, renewals);
	}

	/**
	 * The token to call Zendesk with.
	 * @param patience how long the caller can wait; obtaining the token goes on after it
	 * @return a token that nobody has refused so far
	 * @throws ConnectionException when there is none within that time
	 */
	BearerToken token(Duration patience) {
		Deadline deadline = Deadline.in(patience);
		ConnectionState state = present();
		while (!serves(state)) {
			requireRenewable(state);
			await(this.renewals.join(this::serves), deadline);
			state = next(state);
		}
		return state.token().orElseThrow();
	}

	/** A new token that is the refused one again is as good as refused. */
	private ConnectionState next(ConnectionState before) {
		ConnectionState after = present();
		if (!after.isSameVersion(before) && this.refusals.isRefused(after)) {
			this.refusals.repeated();
		}
		return after;
	}

	/**
	 * Sees to it that there is a token, in the background, unless only an owner can.
	 */
	void prepare() {
		try {
			prepare(this.store.load());
		}
		catch (ConnectionException _) {
			// The store is away: its journal tells, and calls look again.
		}
	}

	private void prepare(ConnectionState state) {
		if (!this.renewals.needsOwner(state) && !serves(state)) {
			CompletableFuture<ConnectionState> _ = this.renewals.join(this::serves)
				.whenComplete((_, failure) -> tell(failure));
		}
	}

	/** Of a missing token the journal tells. */
	private static void tell(@Nullable Throwable failure) {
		if (failure != null && !(translated(failure) instanceof ConnectionException)) {
			LOGGER.atWarn()
				.addKeyValue("reason", translated(failure).getMessage())
				.log("Zendesk's account could not be read ahead of the first call");
		}
	}

	/** What Zendesk says of the tokens that were sent. */
	Refusals refusals() {
		return this.refusals;
	}

	/** Whether the state's token can be sent. */
	boolean serves(ConnectionState state) {
		return state.token().filter((token) -> token.isUsableAt(this.timing.now())).isPresent()
				&& !this.refusals.isRefused(state);
	}

	private void requireRenewable(ConnectionState state) {
		if (this.renewals.needsOwner(state)) {
			throw ConnectionException.of(Reason.NOT_CONNECTED);
		}
	}

	private ConnectionState present() {
		ConnectionState state = this.store.load();
		this.renewals.look(state);
		this.admission.requireOurs(state);
		return state;
	}

	private static void await(CompletableFuture<ConnectionState> renewal, Deadline deadline) {
		try {
			renewal.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw ConnectionException.of(Reason.TIMED_OUT, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ConnectionException.of(Reason.TIMED_OUT, ex);
		}
		catch (ExecutionException ex) {
			throw translated(ex.getCause());
		}
	}

	private static RuntimeException translated(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException wrapper) ? wrapper.getCause() : failure;
		return switch (cause) {
			case ConnectionException known -> known.again();
			case RuntimeException other -> other;
			case null, default -> new IllegalStateException("A renewal ends with a state or an exception", cause);
		};
	}

}
