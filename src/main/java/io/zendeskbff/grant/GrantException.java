package io.zendeskbff.grant;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A token call brought no token. Without a cause: some messages quote the answer, and so
 * the token.
 */
public final class GrantException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final boolean lost;

	private final @Nullable String error;

	private final @Nullable Duration retryAfter;

	private GrantException(Reason reason, boolean lost, @Nullable String error, @Nullable Duration retryAfter) {
		super("No token: %s%s%s".formatted(reason, lost ? " after sending" : "", (error != null) ? " " + error : ""));
		this.reason = reason;
		this.lost = lost;
		this.error = error;
		this.retryAfter = retryAfter;
	}

	/** Zendesk's word is known: nothing has changed there. */
	static GrantException answered(Reason reason) {
		return new GrantException(reason, false, null, null);
	}

	/** Zendesk may have issued tokens that never got here. */
	static GrantException lost(Reason reason) {
		return new GrantException(reason, true, null, null);
	}

	/**
	 * Zendesk refuses.
	 * @param error the code of RFC 6749 section 5.2, null when the answer has none
	 */
	static GrantException refused(@Nullable String error) {
		return new GrantException(Reason.REFUSED, false, error, null);
	}

	/** The same, with the pause that Zendesk asks for, null when it asks for none. */
	GrantException withRetryAfter(@Nullable Duration pause) {
		return new GrantException(this.reason, this.lost, this.error, pause);
	}

	public Reason reason() {
		return this.reason;
	}

	/**
	 * Whether the call may have been carried out at Zendesk all the same, so that a
	 * single-use token may be spent.
	 * @return false when nothing was sent, or Zendesk said no
	 */
	public boolean isLost() {
		return this.lost;
	}

	/**
	 * The error code of a refusal, RFC 6749 section 5.2.
	 * @return null when there is none that is known
	 */
	public @Nullable String error() {
		return this.error;
	}

	/**
	 * How long Zendesk asks to be left alone, RFC 9110 section 10.2.3.
	 * @return at most five minutes, empty when it does not say
	 */
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

	/** Why there is none. */
	public enum Reason {

		/** The token endpoint cannot be reached or is down. */
		UNAVAILABLE,

		/** The token endpoint took too long. */
		TIMED_OUT,

		/** The token endpoint refuses our client or our grant. */
		REFUSED,

		/** The token endpoint's answer is none that OAuth knows. */
		INVALID

	}

}
