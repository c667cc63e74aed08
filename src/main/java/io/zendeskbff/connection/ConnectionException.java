package io.zendeskbff.connection;

import org.jspecify.annotations.Nullable;

/**
 * There is no token to call Zendesk with.
 */
public final class ConnectionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	ConnectionException(Reason reason, @Nullable Throwable cause) {
		super("No Zendesk token: " + reason, cause);
		this.reason = reason;
	}

	public Reason reason() {
		return this.reason;
	}

	/** Why there is none. */
	public enum Reason {

		/** Zendesk's token endpoint cannot be reached or is down. */
		UNAVAILABLE,

		/** The token endpoint, or the wait for it, took too long. */
		TIMED_OUT,

		/** The token endpoint refuses our client. */
		REFUSED,

		/** The token endpoint's answer is none that OAuth knows. */
		INVALID

	}

}
