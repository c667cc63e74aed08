package io.zendeskbff.connect;

import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * The authorizations that were begun in this process.
 */
final class OwnAuthorizations implements PendingAuthorizations {

	private static final int MOST = 1_000;

	private final Cache<String, PendingAuthorization> byState;

	OwnAuthorizations(Ticker ticker) {
		this.byState = Caffeine.newBuilder().expireAfterWrite(LIFE).maximumSize(MOST).ticker(ticker).build();
	}

	@Override
	public void add(PendingAuthorization pending) {
		this.byState.put(pending.state(), pending);
	}

	@Override
	public Optional<PendingAuthorization> take(String state) {
		return Optional.ofNullable(this.byState.asMap().remove(state));
	}

	@Override
	public boolean isAnyFor(UUID generation) {
		return this.byState.asMap().values().stream().anyMatch((one) -> one.generation().equals(generation));
	}

}
