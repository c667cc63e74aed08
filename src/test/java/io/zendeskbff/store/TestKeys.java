package io.zendeskbff.store;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;

/**
 * Keys that tests know, by number, and what hashes with them.
 */
public final class TestKeys {

	private TestKeys() {
	}

	/**
	 * A key as the operator writes it.
	 * @param number which one
	 */
	public static String encoded(int number) {
		return Base64.getEncoder().encodeToString(octets(number));
	}

	/**
	 * The hash of a service with these keys.
	 * @param numbers which ones; none for a key that is drawn
	 */
	public static KeyedHash hash(int... numbers) {
		return new KeyedHash(list(numbers));
	}

	/**
	 * The sealer of a service with these keys.
	 * @param numbers which ones, the first of which seals; none for a key that is drawn
	 */
	public static Sealer sealer(int... numbers) {
		return new Sealer(list(numbers));
	}

	static SealingKey key(int number) {
		return SealingKey.of(octets(number));
	}

	static SealingKeys list(int... numbers) {
		return SealingKeys.of(IntStream.of(numbers).mapToObj(TestKeys::encoded).map(EncodedKey::of).toList(),
				new SecureRandom());
	}

	private static byte[] octets(int number) {
		byte[] octets = new byte[32];
		Arrays.fill(octets, (byte) number);
		return octets;
	}

}
