package io.zendeskbff.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/**
 * A call to Zendesk ended without a complete answer. Carries no cause: some messages
 * quote what came over the wire.
 */
public final class TransportException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Fault fault;

	private final boolean sent;

	private final @Nullable Duration retryAfter;

	TransportException(Fault fault, boolean sent, Throwable failure) {
		super("%s %s (%s)".formatted(fault, sent ? "after sending" : "before sending", Fault.kinds(failure)));
		this.fault = fault;
		this.sent = sent;
		this.retryAfter = null;
	}

	private TransportException(Duration retryAfter) {
		super("%s before sending".formatted(Fault.THROTTLED));
		this.fault = Fault.THROTTLED;
		this.sent = false;
		this.retryAfter = retryAfter;
	}

	/**
	 * A call that was not made, because it may not be.
	 * @param retryAfter when it may be made
	 */
	static TransportException throttled(Duration retryAfter) {
		return new TransportException(retryAfter);
	}

	public Fault fault() {
		return this.fault;
	}

	/**
	 * When the call may be made.
	 * @return empty unless it was {@link Fault#THROTTLED}
	 */
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

	/**
	 * Whether bytes of the request may have left.
	 * @return false only when provably none did
	 */
	public boolean isSent() {
		return this.sent;
	}

	/** What went wrong on the way. */
	public enum Fault {

		/** Nobody listens, no way leads there, or the name is unknown. */
		UNREACHABLE,

		/** Zendesk throttles us, or our own budget is used up. */
		THROTTLED,

		/** Too many calls wait for a connection already. */
		OVERLOADED,

		/** The connection did not open in time, or nobody waits any longer. */
		TIMED_OUT,

		/** The connection broke before an answer. */
		BROKEN,

		/** TLS failed: perhaps the server is not Zendesk. */
		UNTRUSTED,

		/** The answer broke off. */
		CUT,

		/** The answer is no HTTP, or is larger than allowed. */
		INVALID;

		private static final String CLOSED_BEFORE_SENDING = String.valueOf(AbortedException.beforeSend().getMessage());

		/**
		 * What a failure of the HTTP client means.
		 * @param failure the exception, as Reactor and WebClient have wrapped it
		 * @param answered whether an answer had begun
		 * @return the fault
		 */
		public static Fault of(Throwable failure, boolean answered) {
			List<Throwable> chain = chain(failure);
			if (has(chain, PoolAcquirePendingLimitException.class)) {
				return OVERLOADED;
			}
			if (has(chain, TimeoutException.class, ReadTimeoutException.class, ConnectTimeoutException.class,
					SslHandshakeTimeoutException.class, InterruptedException.class)) {
				return TIMED_OUT;
			}
			if (answered) {
				return isLossOfConnection(chain) ? CUT : INVALID;
			}
			return withoutAnswer(chain);
		}

		private static Fault withoutAnswer(List<Throwable> chain) {
			if (has(chain, ConnectException.class, UnknownHostException.class, NoRouteToHostException.class)) {
				return UNREACHABLE;
			}
			if (has(chain, SSLException.class)) {
				return UNTRUSTED;
			}
			return isLossOfConnection(chain) ? BROKEN : INVALID;
		}

		/**
		 * Whether a failure of the HTTP client shows by itself that nothing was sent.
		 * @param failure the exception, as Reactor and WebClient have wrapped it
		 * @return true when there was no connection, or none any more; false means
		 * nothing
		 */
		public static boolean isBeforeSending(Throwable failure) {
			List<Throwable> chain = chain(failure);
			return has(chain, PoolAcquirePendingLimitException.class, PoolAcquireTimeoutException.class,
					ConnectException.class, UnknownHostException.class, NoRouteToHostException.class)
					|| chain.stream().anyMatch(Fault::isClosedBeforeSending);
		}

		/** Nothing but its message tells this one from others of its class. */
		private static boolean isClosedBeforeSending(Throwable failure) {
			return failure instanceof AbortedException && CLOSED_BEFORE_SENDING.equals(failure.getMessage());
		}

		/**
		 * What comes garbled, or too large, fails in the decoder; an end among the
		 * headers does too, and has a name of its own.
		 */
		private static boolean isLossOfConnection(List<Throwable> chain) {
			return has(chain, IOException.class, AbortedException.class, PrematureChannelClosureException.class);
		}

		/** The classes of the exceptions, never their messages. */
		static String kinds(Throwable failure) {
			return String.join(" < ", chain(failure).stream().map((one) -> one.getClass().getSimpleName()).toList());
		}

		private static boolean has(List<Throwable> chain, Class<?>... kinds) {
			return chain.stream().anyMatch((one) -> Stream.of(kinds).anyMatch((kind) -> kind.isInstance(one)));
		}

		private static List<Throwable> chain(Throwable failure) {
			return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
		}

	}

}
