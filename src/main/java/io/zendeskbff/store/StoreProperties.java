package io.zendeskbff.store;

import java.nio.ByteBuffer;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What replicas share, and how they keep it from others.
 *
 * @param store where it is kept
 * @param tokenEncryptionKeys 256-bit keys in base64: the first encrypts, all decrypt;
 * none for a key that the process draws for itself
 */
@ConfigurationProperties("bff")
record StoreProperties(@DefaultValue("memory") Store store, @DefaultValue List<EncodedKey> tokenEncryptionKeys) {

	StoreProperties {
		require(tokenEncryptionKeys.stream().allMatch(EncodedKey::isWhole),
				"must hold base64 of exactly 32 octets each");
		require(areDistinct(tokenEncryptionKeys), "must not hold a key twice");
		require(store == Store.MEMORY || !tokenEncryptionKeys.isEmpty(),
				"must hold a key with bff.store=redis: tokens and billing details are sealed before they go there");
	}

	/** One key can be written in several ways, with and without padding. */
	private static boolean areDistinct(List<EncodedKey> keys) {
		return keys.stream().map(EncodedKey::octets).map(ByteBuffer::wrap).distinct().count() == keys.size();
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException("bff.token-encryption-keys " + otherwise);
		}
	}

	/** Where what replicas share is kept. */
	enum Store {

		/** In this process: there is one replica. */
		MEMORY,

		/** In Redis or Valkey, where {@code spring.data.redis.*} says. */
		REDIS

	}

}
