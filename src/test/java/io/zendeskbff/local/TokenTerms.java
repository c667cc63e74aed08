package io.zendeskbff.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The terms on which the fake Zendesk gives tokens out.
 *
 * @param lifetime how long they live; null is for ever
 * @param scope what is granted whatever is asked; null is what is asked
 * @param refreshable whether a refresh token comes for a code
 */
record TokenTerms(@Nullable Duration lifetime, @Nullable String scope, boolean refreshable) {

	static final TokenTerms ZENDESK = new TokenTerms(null, null, true);

	private static final Set<String> SCOPES = Set.of("read", "write", "chat");

	/**
	 * What a request asks for with this {@code scope} parameter.
	 * @return nothing when there is no such scope
	 */
	static Optional<String> asked(String parameter) {
		String scope = parameter.isEmpty() ? "read write" : parameter;
		return SCOPES.containsAll(List.of(scope.split(" "))) ? Optional.of(scope) : Optional.empty();
	}

	TokenTerms withLifetime(Duration lifetime) {
		return new TokenTerms(lifetime, this.scope, this.refreshable);
	}

	TokenTerms withScope(String scope) {
		return new TokenTerms(this.lifetime, scope, this.refreshable);
	}

	TokenTerms withoutRefreshTokens() {
		return new TokenTerms(this.lifetime, this.scope, false);
	}

	String granted(String asked) {
		return (this.scope != null) ? this.scope : asked;
	}

	@Nullable Instant expiry(Instant now) {
		return (this.lifetime != null) ? now.plus(this.lifetime) : null;
	}

}
