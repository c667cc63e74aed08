package io.zendeskbff.local;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that the fake Zendesk has given out and not yet taken back. One of them is
 * another client's, which a well-behaved service leaves alone.
 */
final class FakeTokens {

	private static final String FOREIGN_CLIENT = "somebody-elses";

	private static final long FOREIGN_ID = 5_000_000_000L;

	private final InstantSource clock;

	private final NavigableMap<Long, FakeToken> tokens = new TreeMap<>();

	private final Set<String> spent = new HashSet<>();

	private TokenTerms terms = TokenTerms.ZENDESK;

	private long lastId = FOREIGN_ID;

	private long lastExpiredId;

	private int reuses;

	FakeTokens(InstantSource clock) {
		this.clock = clock;
		restore();
	}

	synchronized FakeToken issue(String scope) {
		return store(null, scope);
	}

	synchronized FakeToken issueRefreshable(String scope) {
		return store(this.terms.refreshable() ? RandomText.next() : null, scope);
	}

	/**
	 * Both old tokens are gone the moment a refresh succeeds.
	 */
	synchronized Optional<FakeToken> refresh(String refreshToken) {
		if (this.spent.contains(refreshToken)) {
			this.reuses++;
		}
		Optional<FakeToken> old = this.tokens.values()
			.stream()
			.filter((token) -> refreshToken.equals(token.refreshToken()))
			.findAny();
		return old.map((token) -> rotate(token, refreshToken));
	}

	synchronized Optional<FakeToken> find(String accessToken) {
		Instant now = this.clock.instant();
		return this.tokens.tailMap(this.lastExpiredId, false)
			.values()
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

	/**
	 * Takes back all but the other client's.
	 */
	synchronized void revokeAll() {
		this.tokens.tailMap(FOREIGN_ID, false).clear();
	}

	/**
	 * Lets no access token of now pass any more, while its refresh token stays good.
	 */
	synchronized void expireAll() {
		this.lastExpiredId = this.lastId;
	}

	synchronized void change(UnaryOperator<TokenTerms> change) {
		this.terms = change.apply(this.terms);
	}

	/**
	 * How often a refresh token came that had been used before.
	 */
	synchronized int reuses() {
		return this.reuses;
	}

	synchronized boolean foreignLives() {
		return this.tokens.containsKey(FOREIGN_ID);
	}

	/**
	 * Undoes what tests have set and counted; tokens and what is known of spent ones
	 * stay.
	 */
	synchronized void reset() {
		this.terms = TokenTerms.ZENDESK;
		this.lastExpiredId = 0;
		this.reuses = 0;
		restore();
	}

	private void restore() {
		this.tokens.computeIfAbsent(FOREIGN_ID,
				(id) -> new FakeToken(id, FOREIGN_CLIENT, RandomText.next(), null, "read write chat", now(), null));
	}

	private FakeToken rotate(FakeToken old, String refreshToken) {
		this.tokens.remove(old.id());
		this.spent.add(refreshToken);
		return store(RandomText.next(), old.scope());
	}

	private FakeToken store(@Nullable String refreshToken, String scope) {
		FakeToken token = new FakeToken(++this.lastId, FakeZendesk.CLIENT_ID, RandomText.next(), refreshToken,
				this.terms.granted(scope), now(), this.terms.expiry(now()));
		this.tokens.put(token.id(), token);
		return token;
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

}
