package io.zendeskbff.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;

/**
 * Names people and things without saying who or what they are: HMAC-SHA-256, RFC 2104,
 * under the first of our keys. The same over replicas and restarts, until another key
 * comes first; where none is configured, until the process ends.
 */
public final class KeyedHash {

	private static final String ALGORITHM = "HmacSHA256";

	private final SealingKeys keys;

	KeyedHash(SealingKeys keys) {
		this.keys = keys;
	}

	/**
	 * Hashes a name.
	 * @param use what the hash is for: one name has nothing in common with itself in
	 * another use; without U+0000
	 * @param name the name to hide
	 * @return 64 hexadecimal digits in lower case
	 */
	public String of(String use, String name) {
		return HexFormat.of().formatHex(hmac(this.keys.first(), (use + '\0' + name).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Hashes a name under each of our keys, for what was named before another key came
	 * first.
	 * @param use as above
	 * @param name as above
	 * @return that of the first key first
	 */
	public List<String> ofEach(String use, String name) {
		byte[] message = (use + '\0' + name).getBytes(StandardCharsets.UTF_8);
		return this.keys.all().stream().map((key) -> HexFormat.of().formatHex(hmac(key, message))).toList();
	}

	private static byte[] hmac(SealingKey key, byte[] message) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key.naming());
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC-SHA-256", ex);
		}
	}

}
