package io.zendeskbff.portal;

import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Makes a {@link Caller} of a verified token.
 */
public final class CallerConverter implements Converter<Jwt, PortalAuthentication> {

	private final RoleClaim roleClaim;

	/**
	 * A converter for the tokens of one issuer.
	 * @param roleClaim finds roles
	 */
	public CallerConverter(RoleClaim roleClaim) {
		this.roleClaim = roleClaim;
	}

	@Override
	public PortalAuthentication convert(Jwt token) {
		String issuer = Objects.requireNonNull(token.getClaimAsString("iss"), "The decoder demands an issuer");
		return new PortalAuthentication(new Caller(issuer, subject(token), this.roleClaim.roleIn(token.getClaims())));
	}

	/** Some providers give a client that calls for itself no {@code sub}. */
	private static String subject(Jwt token) {
		return Stream.of("sub", "client_id", "azp")
			.map(token::getClaimAsString)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse("unknown");
	}

}
