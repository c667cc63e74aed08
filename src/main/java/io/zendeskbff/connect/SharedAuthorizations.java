package io.zendeskbff.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;

/**
 * The authorizations that were begun at any replica: Zendesk sends the browser back to
 * whichever it meets. They are sealed, and their states stand nowhere in clear.
 */
final class SharedAuthorizations implements PendingAuthorizations {

	private final SharedStore store;

	private final Sealer sealer;

	private final InstantSource clock;

	SharedAuthorizations(SharedStore store, Sealer sealer, InstantSource clock) {
		this.store = store;
		this.sealer = sealer;
		this.clock = clock;
	}

	@Override
	public void add(PendingAuthorization pending) {
		String hash = hash(pending.state());
		String key = key(hash);
		String sealed = this.sealer.seal(key, PendingCodec.encode(pending));
		String way = way(pending.generation());
		this.store.call((redis) -> {
			redis.opsForValue().set(key, sealed, LIFE);
			redis.opsForZSet().add(way, hash, (double) this.clock.instant().plus(LIFE).toEpochMilli());
			return redis.expire(way, LIFE);
		});
	}

	@Override
	public Optional<PendingAuthorization> take(String state) {
		String hash = hash(state);
		String key = key(hash);
		Optional<PendingAuthorization> taken = this.store
			.call((redis) -> Optional.ofNullable(redis.opsForValue().getAndDelete(key)))
			.flatMap((sealed) -> this.sealer.open(key, sealed))
			.flatMap(PendingCodec::decode);
		taken.ifPresent((one) -> forget(way(one.generation()), hash));
		return taken;
	}

	/** It would be forgotten anyway. */
	private void forget(String way, String hash) {
		try {
			this.store.call((redis) -> Optional.ofNullable(redis.opsForZSet().remove(way, hash)));
		}
		catch (StoreException _) {
			// He counts as on his way for ten minutes at most.
		}
	}

	/** Of no use to anybody while the store is away. */
	@Override
	public boolean isAnyFor(UUID generation) {
		try {
			return this.store.call((redis) -> Optional.ofNullable(
					redis.opsForZSet().count(way(generation), (double) this.clock.millis(), Double.POSITIVE_INFINITY)))
				.orElse(0L) > 0;
		}
		catch (StoreException _) {
			return false;
		}
	}

	private String key(String hash) {
		return this.store.key("authorization:" + hash);
	}

	/** Who is on his way to follow a connection, and until when. */
	private String way(UUID generation) {
		return this.store.key("connecting:" + generation);
	}

	private static String hash(String state) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
