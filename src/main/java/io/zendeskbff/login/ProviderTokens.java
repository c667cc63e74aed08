package io.zendeskbff.login;

import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies what the identity provider signs for us, with its keys as they are kept.
 * Spring Security's own decoders fetch them anew for each unknown key id, and past the
 * company's proxy and authorities.
 */
public final class ProviderTokens implements JwtDecoderFactory<ClientRegistration> {

	private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256,
			SignatureAlgorithm.ES256);

	private final JWKSource<SecurityContext> keys;

	ProviderTokens(JWKSource<SecurityContext> keys) {
		this.keys = keys;
	}

	/** Of ID tokens, OpenID Connect Core 1.0 section 3.1.3.7; never another token. */
	@Override
	public JwtDecoder createDecoder(ClientRegistration registration) {
		JwtTypeValidator types = new JwtTypeValidator("JWT");
		types.setAllowEmpty(true);
		NimbusJwtDecoder decoder = decoder(new DelegatingOAuth2TokenValidator<>(types, new JwtTimestampValidator(),
				new OidcIdTokenValidator(registration)));
		decoder.setClaimSetConverter(claims());
		return decoder;
	}

	/**
	 * A decoder of another kind of token.
	 * @param validator says which are good, besides their signature
	 */
	public NimbusJwtDecoder decoder(OAuth2TokenValidator<Jwt> validator) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(this.keys)
			.jwsAlgorithms((allowed) -> allowed.addAll(ALGORITHMS))
			.build();
		decoder.setJwtValidator(validator);
		return decoder;
	}

	private static Converter<Map<String, Object>, Map<String, Object>> claims() {
		return new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters());
	}

}
