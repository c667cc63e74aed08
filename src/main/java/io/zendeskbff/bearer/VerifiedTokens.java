package io.zendeskbff.bearer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.bearer.TokenVerifier.Proof;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Remembers whom a token has proved, because a portal's server sends the same one with
 * each of its calls: for a minute at most, never past its {@code exp}, and no longer than
 * the issuer's keys stay what they are. Nothing is kept of a token but its hash. Counted
 * as {@code bff.bearer.tokens}, by outcome.
 */
public final class VerifiedTokens {

	static final Duration LONGEST = Duration.ofMinutes(1);

	/** Of them ten thousand take three megabytes. */
	static final int MOST = 10_000;

	private final Function<String, Proof> verifier;

	private final LongSupplier keys;

	private final InstantSource clock;

	private final Cache<TokenHash, Remembered> proofs;

	private final Counter known;

	private final Counter verified;

	/**
	 * Nobody is remembered yet.
	 * @param verifier verifies a token or throws
	 * @param keys gives another number once the issuer's keys have changed
	 * @param clock knows the time of day
	 * @param ticker measures time
	 * @param meters counts
	 */
	VerifiedTokens(Function<String, Proof> verifier, LongSupplier keys, InstantSource clock, Ticker ticker,
			MeterRegistry meters) {
		this.verifier = verifier;
		this.keys = keys;
		this.clock = clock;
		this.proofs = Caffeine.newBuilder()
			.maximumSize(MOST)
			.expireAfterWrite(LONGEST)
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
		this.known = counter(meters, "known");
		this.verified = counter(meters, "verified");
	}

	private static Counter counter(MeterRegistry meters, String outcome) {
		return Counter.builder("bff.bearer.tokens")
			.description("Good bearer tokens")
			.tag("outcome", outcome)
			.register(meters);
	}

	/**
	 * Says who is calling.
	 * @param presented a bearer token
	 * @return the caller whom it proves
	 * @throws org.springframework.security.core.AuthenticationException when it proves
	 * nobody, or cannot be verified
	 */
	public Authentication authenticate(Authentication presented) {
		String token = ((BearerTokenAuthenticationToken) presented).getToken();
		TokenHash hash = TokenHash.of(token);
		Remembered remembered = this.proofs.getIfPresent(hash);
		if (remembered != null && isGood(remembered)) {
			this.known.increment();
			return remembered.proof().caller();
		}
		return verified(token, hash);
	}

	private boolean isGood(Remembered remembered) {
		return remembered.keys() == this.keys.getAsLong()
				&& this.clock.instant().isBefore(remembered.proof().expiresAt());
	}

	/** The keys are looked at before they are used, for they may change meanwhile. */
	private Authentication verified(String token, TokenHash hash) {
		long now = this.keys.getAsLong();
		Proof proof = this.verifier.apply(token);
		this.proofs.put(hash, new Remembered(proof, now));
		this.verified.increment();
		return proof.caller();
	}

	/**
	 * A proof that was given a moment ago.
	 *
	 * @param proof the proof
	 * @param keys the number of the keys before it was given
	 */
	private record Remembered(Proof proof, long keys) {
	}

}
