package io.zendeskbff.upstream;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Zendesk answered, and not with success. Says no word of what it said.
 */
public final class StatusException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final @Nullable Duration retryAfter;

	/**
	 * An answer that is no success.
	 * @param status its status
	 * @param retryAfter the pause that it asks for, null when it does not
	 */
	public StatusException(int status, @Nullable Duration retryAfter) {
		super("Status " + status, null, false, false);
		this.status = status;
		this.retryAfter = retryAfter;
	}

	public int status() {
		return this.status;
	}

	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

}
