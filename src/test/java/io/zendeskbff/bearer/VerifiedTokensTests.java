package io.zendeskbff.bearer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.bearer.TokenVerifier.Proof;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.PortalAuthentication;
import io.zendeskbff.portal.Role;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class VerifiedTokensTests {

	private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicLong keys = new AtomicLong();

	private final AtomicInteger verifications = new AtomicInteger();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private Instant expiry = START.plusSeconds(3_600);

	private final VerifiedTokens tokens = new VerifiedTokens(this::verify, this.keys::get,
			() -> START.plusNanos(this.nanos.get()), this.nanos::get, this.meters);

	@Test
	void tokenIsVerifiedOnceWhenItComesAgainWithinAMinute() {
		assertThat(callerOf("ann")).isEqualTo("ann");
		pass(Duration.ofSeconds(59));
		assertThat(callerOf("ann")).isEqualTo("ann");
		assertThat(this.verifications).hasValue(1);
		assertThat(count("verified")).isEqualTo(1);
		assertThat(count("known")).isEqualTo(1);
	}

	@Test
	void tokenIsVerifiedAgainWhenAMinuteHasPassed() {
		callerOf("ann");
		pass(Duration.ofSeconds(30));
		callerOf("ann");
		pass(Duration.ofSeconds(31));
		callerOf("ann");
		assertThat(this.verifications).hasValue(2);
	}

	@Test
	void tokenIsVerifiedAgainWhenItHasExpired() {
		this.expiry = START.plusSeconds(10);
		callerOf("ann");
		pass(Duration.ofSeconds(10).minusNanos(1));
		callerOf("ann");
		assertThat(this.verifications).hasValue(1);
		pass(Duration.ofNanos(1));
		callerOf("ann");
		assertThat(this.verifications).hasValue(2);
	}

	@Test
	void tokensAreVerifiedAgainWhenTheIssuersKeysHaveChanged() {
		callerOf("ann");
		callerOf("bob");
		this.keys.incrementAndGet();
		callerOf("ann");
		callerOf("bob");
		callerOf("ann");
		assertThat(this.verifications).hasValue(4);
	}

	@Test
	void tokenIsNotRememberedWhenTheKeysChangeWhileItIsVerified() {
		callerOf("rotating");
		callerOf("ann");
		assertThat(this.verifications).hasValue(2);
		callerOf("rotating");
		assertThat(this.verifications).hasValue(3);
	}

	@Test
	void refusalIsNotRememberedWhenTokenComesAgain() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> callerOf("bad"));
		}
		assertThat(this.verifications).hasValue(2);
		assertThat(count("verified")).isZero();
	}

	@Test
	void callerIsTheTokensOwnWhenMoreComeThanAreRemembered() {
		int many = VerifiedTokens.MOST * 2;
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < many; i++) {
				assertThat(callerOf("caller-" + i)).isEqualTo("caller-" + i);
			}
		}
		assertThat(this.verifications.get()).as("tokens over the bound are forgotten")
			.isBetween(many + many - VerifiedTokens.MOST, 2 * many);
	}

	private String callerOf(String token) {
		return this.tokens.authenticate(new BearerTokenAuthenticationToken(token)).getName();
	}

	private Proof verify(String token) {
		this.verifications.incrementAndGet();
		if (token.equals("bad")) {
			throw new InvalidBearerTokenException("bad");
		}
		if (token.equals("rotating")) {
			this.keys.incrementAndGet();
		}
		return new Proof(new PortalAuthentication(new Caller("https://idp.example", token, Role.ADMIN)), this.expiry);
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private double count(String outcome) {
		return this.meters.get("bff.bearer.tokens").tag("outcome", outcome).counter().count();
	}

}
