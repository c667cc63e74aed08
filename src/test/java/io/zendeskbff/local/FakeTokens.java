package io.zendeskbff.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The tokens and codes that the fake Zendesk has given out and not yet taken back.
 */
final class FakeTokens {

	private final InstantSource clock;

	private final Map<Long, FakeToken> tokens = new LinkedHashMap<>();

	private final Map<String, Code> codes = new LinkedHashMap<>();

	private long lastId = 5_000_000_000L;

	private @Nullable Duration lifetime;

	FakeTokens(InstantSource clock) {
		this.clock = clock;
	}

	synchronized FakeToken issue(String scope) {
		return store(null, scope);
	}

	synchronized FakeToken issueRefreshable(String scope) {
		return store(random(), scope);
	}

	/**
	 * Both old tokens are gone the moment a refresh succeeds.
	 */
	synchronized Optional<FakeToken> refresh(String refreshToken) {
		Optional<FakeToken> old = this.tokens.values()
			.stream()
			.filter((token) -> refreshToken.equals(token.refreshToken()))
			.findAny();
		old.ifPresent((token) -> this.tokens.remove(token.id()));
		return old.map((token) -> issueRefreshable(token.scope()));
	}

	synchronized String code(String redirectUri, String scope) {
		String code = random();
		this.codes.put(code, new Code(redirectUri, scope));
		return code;
	}

	/**
	 * A code is gone when it was tried once, with the right redirect URI or not.
	 */
	synchronized Optional<FakeToken> redeem(String code, String redirectUri) {
		return Optional.ofNullable(this.codes.remove(code))
			.filter((known) -> known.redirectUri().equals(redirectUri))
			.map((known) -> issueRefreshable(known.scope()));
	}

	synchronized Optional<FakeToken> find(String accessToken) {
		Instant now = this.clock.instant();
		return this.tokens.values()
			.stream()
			.filter((token) -> token.accessToken().equals(accessToken) && token.isLiveAt(now))
			.findAny();
	}

	synchronized List<FakeToken> all() {
		return List.copyOf(this.tokens.values());
	}

	synchronized boolean revoke(long id) {
		return this.tokens.remove(id) != null;
	}

	synchronized void revokeAll() {
		this.tokens.clear();
	}

	synchronized void lifetime(@Nullable Duration lifetime) {
		this.lifetime = lifetime;
	}

	private FakeToken store(@Nullable String refreshToken, String scope) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		Instant expires = (this.lifetime != null) ? now.plus(this.lifetime) : null;
		FakeToken token = new FakeToken(++this.lastId, random(), refreshToken, scope, now, expires);
		this.tokens.put(token.id(), token);
		return token;
	}

	private static String random() {
		return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
	}

	/** What an authorization code stands for. */
	private record Code(String redirectUri, String scope) {
	}

}
