package io.zendeskbff.bearer;

import java.util.Collections;
import java.util.Set;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Refuses tokens that want more of us than to look at them: extensions of JWS that nobody
 * here knows, RFC 7515 section 4.1.11, compression, which a JWS has none of, and the
 * proof of a key that the token is bound to, RFC 7800 section 3, without which whoever
 * has stolen it could show it.
 */
final class PlainTokenValidator implements OAuth2TokenValidator<Jwt> {

	private static final Set<String> EXTENSIONS = Set.of("crit", "b64", "zip");

	private static final String CONFIRMATION = "cnf";

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		return isPlain(token) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult
			.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token is not a plain one", null));
	}

	private static boolean isPlain(Jwt token) {
		return Collections.disjoint(token.getHeaders().keySet(), EXTENSIONS) && !token.hasClaim(CONFIRMATION);
	}

}
