package io.zendeskbff.portal;

import io.zendeskbff.store.KeyedHash;

/**
 * Names a caller in the logs without saying who he is: a keyed hash, cut to 64 bits.
 */
final class SubjectHash {

	private static final int DIGITS = 16;

	private final KeyedHash keyedHash;

	SubjectHash(KeyedHash keyedHash) {
		this.keyedHash = keyedHash;
	}

	String of(Caller caller) {
		return this.keyedHash.of("caller", caller.issuer() + '\n' + caller.subject()).substring(0, DIGITS);
	}

}
