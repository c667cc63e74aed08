package io.zendeskbff.bearer;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.bearer.TokenVerifier.Proof;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.PortalAuthentication;
import io.zendeskbff.portal.Role;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * What it costs to check a portal server's token, a good one and one that somebody has
 * changed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {

	private static final String ISSUER = "https://issuer.invalid";

	private static final String AUDIENCE = "zendesk-account-bff";

	private JwtDecoder tokens;

	private VerifiedTokens verified;

	private String good;

	private String forged;

	@Setup
	public void prepare() throws JOSEException {
		RSAKey key = new RSAKeyGenerator(2048).keyID("bench").generate();
		this.tokens = new TokenConfiguration().portalTokens(new ImmutableJWKSet<>(new JWKSet(key)), properties());
		this.verified = new VerifiedTokens((_) -> proof(), () -> 0, Clock.systemUTC(), Ticker.systemTicker(),
				new SimpleMeterRegistry());
		this.good = token(key);
		this.forged = this.good.substring(0, this.good.length() - 8) + "AAAAAAAA";
	}

	private static Proof proof() {
		Caller caller = new Caller(ISSUER, "portal", Role.ADMIN);
		return new Proof(new PortalAuthentication(caller), Instant.now().plusSeconds(3_600));
	}

	private static OAuth2ResourceServerProperties properties() {
		OAuth2ResourceServerProperties properties = new OAuth2ResourceServerProperties();
		properties.getJwt().setIssuerUri(ISSUER);
		properties.getJwt().setAudiences(List.of(AUDIENCE));
		properties.getJwt().setJwsAlgorithms(List.of("RS256"));
		return properties;
	}

	private static String token(RSAKey key) throws JOSEException {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.audience(AUDIENCE)
			.subject("portal")
			.expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
			.claim("roles", List.of("zendesk-admin"))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("bench").build(), claims);
		token.sign(new RSASSASigner(key));
		return token.serialize();
	}

	@Benchmark
	public Object good() {
		return this.tokens.decode(this.good);
	}

	/** As it comes again within a minute. */
	@Benchmark
	public Object remembered() {
		return this.verified.authenticate(new BearerTokenAuthenticationToken(this.good));
	}

	@Benchmark
	public Object forged() {
		try {
			return this.tokens.decode(this.forged);
		}
		catch (JwtException ex) {
			return ex;
		}
	}

}
