package io.zendeskbff.logout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.zendeskbff.session.LogoutNotice;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/**
 * Verifies logout tokens, OpenID Connect Back-Channel Logout 1.0 section 2.6, out of
 * Spring Security's validators. Its own filter for them verifies with keys that it
 * fetches past the company's proxy, and does not care whether one comes twice.
 */
final class LogoutTokens {

	private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

	/** How old one may be; what is older need not be remembered. */
	private static final Duration LIFE = Duration.ofMinutes(10);

	private static final Duration LEEWAY = Duration.ofMinutes(1);

	private final JwtDecoder decoder;

	LogoutTokens(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	/**
	 * Says which are good.
	 * @param issuer the identity provider
	 * @param clientId our client, which they must be made for
	 * @param clock tells how old they are
	 */
	static OAuth2TokenValidator<Jwt> validator(String issuer, String clientId, InstantSource clock) {
		JwtTypeValidator types = new JwtTypeValidator("logout+jwt", "application/logout+jwt", "JWT");
		types.setAllowEmpty(true);
		return new DelegatingOAuth2TokenValidator<>(types, new JwtTimestampValidator(LEEWAY),
				new JwtIssuerValidator(issuer),
				new JwtClaimValidator<List<String>>("aud", (aud) -> aud != null && aud.contains(clientId)),
				new JwtClaimValidator<Instant>("iat", (iat) -> iat != null && isRecent(iat, clock.instant())),
				new JwtClaimValidator<String>("jti", (jti) -> jti != null && !jti.isEmpty()),
				LogoutTokens::withoutNonce, new JwtClaimValidator<>("events", LogoutTokens::isLogout));
	}

	private static <T> T present(@Nullable T claim) {
		return Objects.requireNonNull(claim, "The validator demands it");
	}

	/** Or it could be an ID token. */
	private static OAuth2TokenValidatorResult withoutNonce(Jwt jwt) {
		return jwt.hasClaim("nonce")
				? OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN))
				: OAuth2TokenValidatorResult.success();
	}

	private static boolean isRecent(Instant iat, Instant now) {
		return iat.isAfter(now.minus(LIFE)) && iat.isBefore(now.plus(LEEWAY));
	}

	private static boolean isLogout(Object events) {
		return events instanceof Map<?, ?> map && map.get(EVENT) instanceof Map<?, ?>;
	}

	/**
	 * Verifies one.
	 * @param token as it came
	 * @return what it says
	 * @throws BadJwtException when it is not good
	 * @throws JwtException when the provider's keys cannot be read
	 */
	LogoutNotice notice(String token) {
		Jwt jwt = this.decoder.decode(token);
		String subject = jwt.getClaimAsString("sub");
		String sid = jwt.getClaimAsString("sid");
		if (subject == null && sid == null) {
			throw new BadJwtException("Nobody is named");
		}
		return new LogoutNotice(present(jwt.getClaimAsString("iss")), present(jwt.getId()), subject, sid,
				present(jwt.getIssuedAt()).plus(LIFE).plus(LEEWAY));
	}

}
