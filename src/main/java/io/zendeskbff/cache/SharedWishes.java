package io.zendeskbff.cache;

import java.util.concurrent.TimeUnit;

import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;

/**
 * The wishes of all replicas' callers; none is granted while their store is away.
 */
final class SharedWishes implements Wishes {

	private final SharedStore store;

	SharedWishes(SharedStore store) {
		this.store = store;
	}

	@Override
	public boolean grant() {
		String key = this.store.key("wish");
		try {
			return this.store.call((redis) -> {
				boolean granted = Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key, "granted", OwnWishes.PAUSE));
				// Somebody may have put something there that stays.
				return granted
						|| (Long.valueOf(-1).equals(redis.getExpire(key, TimeUnit.MILLISECONDS)) && redis.delete(key));
			});
		}
		catch (StoreException _) {
			return false;
		}
	}

}
