package io.zendeskbff.portal;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.web.client.RestTemplate;

/**
 * Which of the portal servers' tokens are good, beyond what Spring Boot's decoder looks
 * at: it checks issuer and audience once both are configured, which is made sure here.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

	/** Asymmetric and in use; the list an operator may choose from. */
	private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256");

	/** How far clocks may be apart. */
	private static final Duration LEEWAY = Duration.ofMinutes(1);

	/** How long the identity provider may take, to connect and between bytes. */
	private static final Duration PROVIDER_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * Access tokens, RFC 9068 section 2.1, and the plain JWTs of older providers; never
	 * ID or logout tokens that say what they are.
	 */
	@Bean
	JwtTypeValidator tokenTypes() {
		JwtTypeValidator validator = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		validator.setAllowEmpty(true);
		return validator;
	}

	/** Spring's own accepts tokens that never expire. */
	@Bean
	JwtTimestampValidator tokenTimes() {
		JwtTimestampValidator validator = new JwtTimestampValidator(LEEWAY);
		validator.setAllowEmptyExpiryClaim(false);
		return validator;
	}

	/**
	 * Without this, a decoder that starts from the issuer takes any algorithm that the
	 * provider's keys name.
	 */
	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer tokenAlgorithms(OAuth2ResourceServerProperties properties) {
		OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
		requireSafe(jwt);
		List<SignatureAlgorithm> algorithms = jwt.getJwsAlgorithms().stream().map(SignatureAlgorithm::from).toList();
		return (builder) -> builder.restOperations(providerClient()).jwsAlgorithms((allowed) -> {
			allowed.clear();
			allowed.addAll(algorithms);
		});
	}

	/** For discovery and keys; Spring's own waits for ever. */
	private static RestTemplate providerClient() {
		SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
		requests.setConnectTimeout(PROVIDER_TIMEOUT);
		requests.setReadTimeout(PROVIDER_TIMEOUT);
		return new RestTemplate(requests);
	}

	private static void requireSafe(OAuth2ResourceServerProperties.Jwt jwt) {
		require(jwt.getIssuerUri() != null && !jwt.getIssuerUri().isBlank(), "issuer-uri",
				"must name the issuer of the portal servers' tokens");
		require(!jwt.getAudiences().isEmpty() && jwt.getAudiences().stream().noneMatch(String::isBlank), "audiences",
				"must hold the audience that this service's tokens are made for");
		require(!jwt.getJwsAlgorithms().isEmpty() && ALGORITHMS.containsAll(jwt.getJwsAlgorithms()), "jws-algorithms",
				"must be some of RS256, PS256 and ES256");
	}

	private static void require(boolean condition, String key, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(PREFIX + key + " " + otherwise);
		}
	}

}
