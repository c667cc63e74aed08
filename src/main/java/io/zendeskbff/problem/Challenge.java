package io.zendeskbff.problem;

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/**
 * The 401 and its {@code WWW-Authenticate}, RFC 6750 section 3: the same body for every
 * reason, and of the reason no more than the standard's error word.
 */
final class Challenge {

	private static final String BEARER = "Bearer realm=\"zendesk-account-bff\"";

	private Challenge() {
	}

	static Problem of(AuthenticationException ex) {
		return Problem.of(ProblemType.UNAUTHENTICATED, "This call needs a valid bearer token.")
			.withHeader(HttpHeaders.WWW_AUTHENTICATE, header(ex));
	}

	/** RFC 9470 section 3. */
	static Problem tooOld(Duration maxAge) {
		return Problem
			.of(ProblemType.LOGIN_TOO_OLD,
					"An update needs a login that is not older than %d seconds.".formatted(maxAge.toSeconds()))
			.withHeader(HttpHeaders.WWW_AUTHENTICATE, "%s, error=\"insufficient_user_authentication\", max_age=\"%d\""
				.formatted(BEARER, maxAge.toSeconds()));
	}

	private static String header(AuthenticationException ex) {
		if (ex instanceof OAuth2AuthenticationException oauth) {
			return "%s, error=\"%s\"".formatted(BEARER, oauth.getError().getErrorCode());
		}
		return BEARER;
	}

}
