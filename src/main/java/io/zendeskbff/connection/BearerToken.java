package io.zendeskbff.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An access token of Zendesk's, RFC 6750.
 *
 * @param value the secret itself
 * @param expiresAt when it ends; null when Zendesk did not say, and then it lives until a
 * 401 says otherwise
 */
public record BearerToken(String value, @Nullable Instant expiresAt) {

	boolean isUsableAt(Instant now) {
		return this.expiresAt == null || now.isBefore(this.expiresAt);
	}

	/** Never the token in a log. */
	@Override
	public String toString() {
		return "BearerToken[expiresAt=%s]".formatted(this.expiresAt);
	}

}
