package io.zendeskbff.connect;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * The authorizations that wait for Zendesk's answer, each found once by its state, RFC
 * 6749 section 10.12, and forgotten after ten minutes.
 */
final class PendingAuthorizations {

	private static final Duration LIFE = Duration.ofMinutes(10);

	private static final int MOST = 1_000;

	private final Cache<String, PendingAuthorization> byState;

	PendingAuthorizations(Ticker ticker) {
		this.byState = Caffeine.newBuilder().expireAfterWrite(LIFE).maximumSize(MOST).ticker(ticker).build();
	}

	void add(PendingAuthorization pending) {
		this.byState.put(pending.state(), pending);
	}

	/** Takes it away: nobody finds it a second time. */
	Optional<PendingAuthorization> take(String state) {
		return Optional.ofNullable(this.byState.asMap().remove(state));
	}

	boolean isAnyFor(UUID generation) {
		return this.byState.asMap().values().stream().anyMatch((one) -> one.generation().equals(generation));
	}

}
