package io.zendeskbff.portal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.zendeskbff.store.KeyedHash;

/**
 * Names a caller in the logs without saying who he is: a keyed hash, cut to 64 bits,
 * remembered because most callers call again.
 */
final class SubjectHash {

	private static final int DIGITS = 16;

	private static final int MOST = 10_000;

	private final KeyedHash keyedHash;

	private final LoadingCache<Caller, String> hashes;

	SubjectHash(KeyedHash keyedHash) {
		this.keyedHash = keyedHash;
		this.hashes = Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build(this::hash);
	}

	String of(Caller caller) {
		return this.hashes.get(caller);
	}

	private String hash(Caller caller) {
		return this.keyedHash.of("caller", caller.issuer() + '\n' + caller.subject()).substring(0, DIGITS);
	}

}
