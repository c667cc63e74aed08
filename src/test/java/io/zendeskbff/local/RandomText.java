package io.zendeskbff.local;

import java.util.UUID;

/**
 * Makes up what nobody can guess: tokens and codes.
 */
final class RandomText {

	private RandomText() {
	}

	static String next() {
		return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
	}

}
