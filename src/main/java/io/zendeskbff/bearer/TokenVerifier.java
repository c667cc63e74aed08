package io.zendeskbff.bearer;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

import io.zendeskbff.portal.CallerConverter;
import io.zendeskbff.portal.PortalAuthentication;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Verifies a token and says whom it proves, as Spring's {@code JwtAuthenticationProvider}
 * does, which does not say for how long.
 */
final class TokenVerifier {

	/** Nimbus also takes padding, and leaves out what is no letter of Base64. */
	private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

	private final JwtDecoder decoder;

	private final CallerConverter callers;

	TokenVerifier(JwtDecoder decoder, CallerConverter callers) {
		this.decoder = decoder;
		this.callers = callers;
	}

	/**
	 * Verifies a token.
	 * @param token the token as it was sent
	 * @return whom it proves
	 * @throws InvalidBearerTokenException when it is not good
	 * @throws AuthenticationServiceException when nobody can tell
	 */
	Proof verify(String token) {
		if (!COMPACT.matcher(token).matches()) {
			throw new InvalidBearerTokenException("The token is no JWS in the compact form of RFC 7515 section 7.1");
		}
		Jwt jwt = decode(token);
		return new Proof(this.callers.convert(jwt),
				Objects.requireNonNull(jwt.getExpiresAt(), "The decoder demands an expiry"));
	}

	private Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (BadJwtException ex) {
			throw new InvalidBearerTokenException(String.valueOf(ex.getMessage()), ex);
		}
		catch (JwtException ex) {
			throw new AuthenticationServiceException(ex.getMessage(), ex);
		}
	}

	/**
	 * What a token has proved.
	 *
	 * @param caller who sends it
	 * @param expiresAt its {@code exp}, RFC 7519 section 4.1.4
	 */
	record Proof(PortalAuthentication caller, Instant expiresAt) {
	}

}
