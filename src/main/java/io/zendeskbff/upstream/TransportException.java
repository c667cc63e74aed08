package io.zendeskbff.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;

/**
 * A call to Zendesk ended without a complete answer. Carries no cause: some messages
 * quote what came over the wire.
 */
public final class TransportException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Fault fault;

	private final boolean sent;

	TransportException(Fault fault, boolean sent, Throwable failure) {
		super("%s %s (%s)".formatted(fault, sent ? "after sending" : "before sending", Fault.kinds(failure)));
		this.fault = fault;
		this.sent = sent;
	}

	public Fault fault() {
		return this.fault;
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

		/** Too many calls wait for a connection already. */
		OVERLOADED,

		/** The connection did not open in time, or nobody waits any longer. */
		TIMED_OUT,

		/** The connection broke before an answer, TLS included. */
		BROKEN,

		/** The answer broke off, is no HTTP, or is larger than allowed. */
		INVALID;

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
					InterruptedException.class)) {
				return TIMED_OUT;
			}
			if (answered) {
				return INVALID;
			}
			if (has(chain, ConnectException.class, UnknownHostException.class, NoRouteToHostException.class)) {
				return UNREACHABLE;
			}
			return has(chain, IOException.class) ? BROKEN : INVALID;
		}

		/**
		 * Whether a failure of the HTTP client shows by itself that nothing was sent.
		 * @param failure the exception, as Reactor and WebClient have wrapped it
		 * @return true when there was no connection; false means nothing
		 */
		public static boolean isBeforeSending(Throwable failure) {
			return has(chain(failure), PoolAcquirePendingLimitException.class, ConnectException.class,
					UnknownHostException.class, NoRouteToHostException.class);
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
