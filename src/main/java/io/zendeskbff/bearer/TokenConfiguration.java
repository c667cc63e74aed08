package io.zendeskbff.bearer;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.outgoing.Outgoing;
import io.zendeskbff.portal.CallerConverter;
import io.zendeskbff.portal.RoleClaim;
import io.zendeskbff.provider.IssuerMetadata;
import io.zendeskbff.provider.ProviderDocuments;
import io.zendeskbff.provider.ProviderKeys;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Which of the portal servers' tokens are good, RFC 9068 section 4. Spring Boot's own
 * decoder leaves issuer and audience to the configuration, takes tokens that never
 * expire, and refuses {@code at+jwt}.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

	/** Asymmetric and in use; the list an operator may choose from. */
	private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256");

	/** How far clocks may be apart. */
	private static final Duration LEEWAY = Duration.ofMinutes(1);

	@Bean
	ProviderKeys portalProviderKeys(OAuth2ResourceServerProperties properties, Outgoing outgoing) {
		OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
		String issuer = requireSafe(jwt);
		ResourceRetriever retriever = new ProviderDocuments(outgoing);
		IssuerMetadata metadata = new IssuerMetadata(URI.create(issuer), retriever);
		String keys = jwt.getJwkSetUri();
		ProviderKeys.Location location = (keys != null) ? () -> new URI(keys) : metadata::jwksUri;
		return new ProviderKeys(location, retriever);
	}

	@Bean
	JWKSource<SecurityContext> portalKeys(ProviderKeys keys) {
		return keys.source();
	}

	@Bean
	VerifiedTokens verifiedTokens(JwtDecoder decoder, RoleClaim roles, ProviderKeys keys, MeterRegistry meters) {
		TokenVerifier verifier = new TokenVerifier(decoder, new CallerConverter(roles));
		return new VerifiedTokens(verifier::verify, keys::changes, Clock.systemUTC(), Ticker.systemTicker(), meters);
	}

	@Bean
	FirstKeys firstKeys(JWKSource<SecurityContext> portalKeys) {
		return new FirstKeys(portalKeys);
	}

	@Bean
	JwtDecoder portalTokens(JWKSource<SecurityContext> portalKeys, OAuth2ResourceServerProperties properties) {
		OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(portalKeys)
			.jwsAlgorithms(
					(allowed) -> jwt.getJwsAlgorithms().stream().map(SignatureAlgorithm::from).forEach(allowed::add))
			.build();
		decoder.setJwtValidator(validator(requireSafe(jwt), jwt.getAudiences()));
		return decoder;
	}

	private static OAuth2TokenValidator<Jwt> validator(String issuer, List<String> audiences) {
		return JwtValidators.createDefaultWithValidators(List.of(new PlainTokenValidator(), types(), times(),
				new JwtIssuerValidator(issuer), audience(audiences)));
	}

	/**
	 * Access tokens, RFC 9068 section 2.1, and the plain JWTs of older providers; never
	 * ID or logout tokens that say what they are.
	 */
	private static JwtTypeValidator types() {
		JwtTypeValidator validator = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		validator.setAllowEmpty(true);
		return validator;
	}

	private static JwtTimestampValidator times() {
		JwtTimestampValidator validator = new JwtTimestampValidator(LEEWAY);
		validator.setAllowEmptyExpiryClaim(false);
		return validator;
	}

	private static JwtClaimValidator<List<String>> audience(List<String> audiences) {
		return new JwtClaimValidator<>("aud", (claim) -> claim != null && !Collections.disjoint(claim, audiences));
	}

	private static String requireSafe(OAuth2ResourceServerProperties.Jwt jwt) {
		String issuer = jwt.getIssuerUri();
		if (issuer == null || issuer.isBlank()) {
			throw new IllegalArgumentException(
					PREFIX + "issuer-uri must name the issuer of the portal servers' tokens");
		}
		require(!jwt.getAudiences().isEmpty() && jwt.getAudiences().stream().noneMatch(String::isBlank), "audiences",
				"must hold the audience that this service's tokens are made for");
		require(!jwt.getJwsAlgorithms().isEmpty() && ALGORITHMS.containsAll(jwt.getJwsAlgorithms()), "jws-algorithms",
				"must be some of RS256, PS256 and ES256");
		return issuer;
	}

	private static void require(boolean condition, String key, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(PREFIX + key + " " + otherwise);
		}
	}

}
