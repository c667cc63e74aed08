package io.zendeskbff.store;

import java.security.SecureRandom;
import java.util.List;

/**
 * The keys of this deployment. Where none is configured, one is drawn that ends with the
 * process: enough for what stays in its memory.
 *
 * @param all the keys that decrypt, at least one; the first encrypts
 * @param areConfigured whether other replicas, and this one after a restart, have them
 * too
 */
record SealingKeys(List<SealingKey> all, boolean areConfigured) {

	static SealingKeys of(List<EncodedKey> configured, SecureRandom random) {
		return configured.isEmpty() ? new SealingKeys(List.of(SealingKey.drawn(random)), false)
				: new SealingKeys(configured.stream().map(EncodedKey::octets).map(SealingKey::of).toList(), true);
	}

	SealingKey first() {
		return this.all.getFirst();
	}

}
