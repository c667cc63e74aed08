package io.zendeskbff.upstream;

import java.io.IOException;
import java.time.Duration;

import io.zendeskbff.upstream.TransportException.Fault;

/**
 * Failures on the wire, for tests that need no wire.
 */
public final class TransportFailures {

	private TransportFailures() {
	}

	public static TransportException unsent(Fault fault) {
		return of(fault, false);
	}

	public static TransportException sent(Fault fault) {
		return of(fault, true);
	}

	private static TransportException of(Fault fault, boolean sent) {
		return (fault == Fault.THROTTLED) ? TransportException.throttled(Duration.ofSeconds(7))
				: new TransportException(fault, sent, new IOException());
	}

}
