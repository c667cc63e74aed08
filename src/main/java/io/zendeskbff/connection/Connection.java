package io.zendeskbff.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zendeskbff.connection.ConnectionException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Our grant at Zendesk: keeps the token that is good and obtains a new one, once for all
 * who wait, when there is none.
 */
public final class Connection {

	private final TokenEndpoint endpoint;

	private final Executor executor;

	private final Clock clock;

	private @Nullable CompletableFuture<BearerToken> token;

	Connection(TokenEndpoint endpoint, Executor executor, Clock clock) {
		this.endpoint = endpoint;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * The token to call Zendesk with.
	 * @param patience how long the caller can wait; obtaining the token goes on after it
	 * @return a token that nobody has refused so far
	 * @throws ConnectionException when there is none within that time
	 */
	public BearerToken token(Duration patience) {
		try {
			return obtained().get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new ConnectionException(Reason.TIMED_OUT, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ConnectionException(Reason.TIMED_OUT, ex);
		}
		catch (ExecutionException ex) {
			throw translated(ex.getCause());
		}
	}

	/**
	 * Takes note that Zendesk answered 401 to a token: nobody is given it again.
	 * @param refused the token that was sent
	 */
	public synchronized void refused(BearerToken refused) {
		if (this.token != null && refused.equals(readyToken(this.token))) {
			this.token = null;
		}
	}

	private synchronized CompletableFuture<BearerToken> obtained() {
		CompletableFuture<BearerToken> known = this.token;
		if (known == null || isSpent(known)) {
			known = CompletableFuture.supplyAsync(this.endpoint::issue, this.executor);
			this.token = known;
		}
		return known;
	}

	/** A failure is shared by those who waited for it and by nobody after. */
	private boolean isSpent(CompletableFuture<BearerToken> known) {
		if (known.isCompletedExceptionally()) {
			return true;
		}
		BearerToken ready = readyToken(known);
		return ready != null && !ready.isUsableAt(this.clock.instant());
	}

	private static @Nullable BearerToken readyToken(CompletableFuture<BearerToken> known) {
		return (known.state() == Future.State.SUCCESS) ? known.resultNow() : null;
	}

	private static ConnectionException translated(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException wrapper) ? wrapper.getCause() : failure;
		return (cause instanceof ConnectionException known) ? new ConnectionException(known.reason(), known)
				: new ConnectionException(Reason.INVALID, cause);
	}

}
