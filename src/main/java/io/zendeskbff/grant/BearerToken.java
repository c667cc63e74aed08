package io.zendeskbff.grant;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An access token of Zendesk's, RFC 6750.
 *
 * @param value the secret itself
 * @param expiresAt when it ends; null when Zendesk did not say, and then it lives until a
 * 401 says otherwise
 * @param scopes what it was granted for, RFC 6749 section 3.3
 */
public record BearerToken(String value, @Nullable Instant expiresAt, Set<String> scopes) {

	public BearerToken {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Whether it has not ended yet, as far as Zendesk said.
	 * @param now the present
	 * @return true before its end, and always when it has none
	 */
	public boolean isUsableAt(Instant now) {
		return this.expiresAt == null || now.isBefore(this.expiresAt);
	}

	/**
	 * Whether it was granted for changes, which Zendesk Chat calls {@code write}.
	 * @return false when every update would be refused
	 */
	public boolean mayWrite() {
		return this.scopes.contains("write");
	}

	/**
	 * Whether it is the same secret, whatever Zendesk says of it this time.
	 * @param other another token
	 * @return true when Zendesk cannot tell one from the other
	 */
	public boolean isSame(BearerToken other) {
		return this.value.equals(other.value);
	}

	/** Never the token in a log. */
	@Override
	public String toString() {
		return "BearerToken[expiresAt=%s, scopes=%s]".formatted(this.expiresAt, this.scopes);
	}

}
