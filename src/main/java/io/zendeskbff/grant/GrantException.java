package io.zendeskbff.grant;

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

	private GrantException(Reason reason, boolean lost, @Nullable String error) {
		super("No token: %s%s%s".formatted(reason, lost ? " after sending" : "", (error != null) ? " " + error : ""));
		this.reason = reason;
		this.lost = lost;
		this.error = error;
	}

	/** Zendesk's word is known: nothing has changed there. */
	static GrantException answered(Reason reason) {
		return new GrantException(reason, false, null);
	}

	/** Zendesk may have issued tokens that never got here. */
	static GrantException lost(Reason reason) {
		return new GrantException(reason, true, null);
	}

	/**
	 * Zendesk refuses.
	 * @param error the code of RFC 6749 section 5.2, null when the answer has none
	 */
	static GrantException refused(@Nullable String error) {
		return new GrantException(Reason.REFUSED, false, error);
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
