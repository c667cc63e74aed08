package io.zendeskbff.session;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * A login is too old for what is asked, RFC 9470 section 3.
 */
public final class LoginTooOldException extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Duration maxAge;

	LoginTooOldException(Duration maxAge) {
		super("The login is too old for an update");
		this.maxAge = maxAge;
	}

	/** How old it may be. */
	public Duration maxAge() {
		return this.maxAge;
	}

}
