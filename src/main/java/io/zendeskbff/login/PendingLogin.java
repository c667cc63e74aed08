package io.zendeskbff.login;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * A login that a browser has begun and the identity provider has not answered yet.
 *
 * @param state RFC 6749 section 4.1.1
 * @param nonce OpenID Connect Core 1.0 section 3.1.2.1, what the ID token's is the hash
 * of
 * @param verifier RFC 7636 section 4.1
 * @param returnTo where the browser goes after it
 * @param maxAge how old the login may be, in seconds; null where nobody said
 * @param until until when it may end well
 */
record PendingLogin(String state, String nonce, String verifier, String returnTo, @Nullable Long maxAge,
		Instant until) {

	private static final String ATTRIBUTE = PendingLogin.class.getName();

	private static final JsonMapper JSON = JsonMapper.shared();

	PendingLogin {
		Objects.requireNonNull(state);
		Objects.requireNonNull(nonce);
		Objects.requireNonNull(verifier);
		Objects.requireNonNull(returnTo);
		Objects.requireNonNull(until);
	}

	static PendingLogin of(OAuth2AuthorizationRequest request, Instant until) {
		return new PendingLogin(Objects.requireNonNull(request.getState(), "state"),
				attribute(request, OidcParameterNames.NONCE), attribute(request, PkceParameterNames.CODE_VERIFIER),
				attribute(request, ReturnTo.PARAMETER), maxAge(request), until);
	}

	private static @Nullable Long maxAge(OAuth2AuthorizationRequest request) {
		Object age = request.getAdditionalParameters().get(LoginRequests.MAX_AGE);
		return (age != null) ? Long.valueOf(age.toString()) : null;
	}

	private static String attribute(OAuth2AuthorizationRequest request, String name) {
		return Objects.requireNonNull(request.<String>getAttribute(name), name);
	}

	/**
	 * The login that a callback ends, once its state was found.
	 * @param callback what the browser brings back
	 */
	static Optional<PendingLogin> endedBy(HttpServletRequest callback) {
		return Optional.ofNullable((PendingLogin) callback.getAttribute(ATTRIBUTE));
	}

	void rememberIn(HttpServletRequest callback) {
		callback.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Whether a user has shown who he is within the time that was asked for, OpenID
	 * Connect Core 1.0 section 3.1.3.7.
	 * @param authenticatedAt when he has
	 * @param now the time, a minute of which clocks may be apart
	 */
	boolean isFreshEnough(Instant authenticatedAt, Instant now) {
		return this.maxAge == null || !authenticatedAt.plusSeconds(this.maxAge + 60).isBefore(now);
	}

	byte[] json() {
		return JSON.writeValueAsBytes(this);
	}

	static Optional<PendingLogin> parse(byte[] json) {
		try {
			return Optional.of(JSON.readValue(json, PendingLogin.class));
		}
		catch (JacksonException _) {
			return Optional.empty();
		}
	}

	/** Never what it is secured with in a log. */
	@Override
	public String toString() {
		return "PendingLogin[until=%s]".formatted(this.until);
	}

}
