package io.zendeskbff.renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.grant.BearerToken;
import org.jspecify.annotations.Nullable;

/**
 * Renews a token ahead of its end, in the background: when about four fifths of its life
 * are over and, as long as that fails, after four fifths of the rest. Meanwhile the token
 * at hand serves.
 */
final class RefreshPlan {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** A refusal is remembered for a minute; then somebody may have mended its cause. */
	private static final Duration AFTER_REFUSAL = Duration.ofSeconds(61);

	private final Timing timing;

	private final Function<Predicate<ConnectionState>, CompletableFuture<ConnectionState>> renewals;

	private ConnectionState planned = ConnectionState.NONE;

	RefreshPlan(Timing timing, Function<Predicate<ConnectionState>, CompletableFuture<ConnectionState>> renewals) {
		this.timing = timing;
		this.renewals = renewals;
	}

	/**
	 * Plans the renewal of a state's token, once; a token without an end needs none.
	 * @param state the state that is kept now
	 */
	void plan(ConnectionState state) {
		if (isNews(state)) {
			planAhead(state);
		}
	}

	private synchronized boolean isNews(ConnectionState state) {
		boolean isNews = !state.isSameVersion(this.planned);
		this.planned = state;
		return isNews;
	}

	private void planAhead(ConnectionState state) {
		state.token()
			.map(BearerToken::expiresAt)
			.map(this::delay)
			.filter((delay) -> delay.compareTo(SHORTEST) >= 0)
			.ifPresent((delay) -> this.timing.schedule().after(delay, () -> renew(state)));
	}

	private Duration delay(Instant end) {
		double share = 0.75 + 0.1 * this.timing.random().nextDouble();
		return Duration.ofMillis((long) (share * Duration.between(this.timing.now(), end).toMillis()));
	}

	/** Nothing to do when anybody has changed anything since. */
	private void renew(ConnectionState planned) {
		CompletableFuture<?> _ = this.renewals.apply((state) -> !state.isSameVersion(planned))
			.whenComplete((_, failure) -> retry(planned, failure));
	}

	private void retry(ConnectionState state, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException wrapper) ? wrapper.getCause() : failure;
		if (cause instanceof ConnectionException known && !isPerhapsSpent(state, known)) {
			if (known.isBroken()) {
				this.timing.schedule().after(AFTER_REFUSAL, () -> renew(state));
			}
			else {
				planAhead(state);
			}
		}
	}

	/**
	 * After a lost answer the refresh token may be spent, and to send it again could cost
	 * the whole grant: that is tried when the token at hand no longer serves and there is
	 * nothing to lose.
	 */
	private static boolean isPerhapsSpent(ConnectionState state, ConnectionException failure) {
		return failure.isLost() && state.grant() != null && state.grant().refreshToken() != null;
	}

}
