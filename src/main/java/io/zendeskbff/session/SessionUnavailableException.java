package io.zendeskbff.session;

/**
 * Nobody knows whether a session goes on: the store that keeps it is away.
 */
public final class SessionUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SessionUnavailableException(Throwable cause) {
		super("Sessions cannot be looked up", cause);
	}

}
