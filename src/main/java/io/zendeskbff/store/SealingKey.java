package io.zendeskbff.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What becomes of one 256-bit secret: by HKDF, RFC 5869, a key for each use and an id.
 * None of them tells anything about the secret or the others, so the id may be seen.
 */
final class SealingKey {

	private static final int ID_OCTETS = 8;

	private static final int KEY_OCTETS = 32;

	private final String id;

	private final SecretKey encryption;

	private final SecretKey naming;

	private SealingKey(String id, SecretKey encryption, SecretKey naming) {
		this.id = id;
		this.encryption = encryption;
		this.naming = naming;
	}

	static SealingKey of(byte[] secret) {
		return new SealingKey(HexFormat.of().formatHex(derived(secret, "id", ID_OCTETS)),
				new SecretKeySpec(derived(secret, "encryption", KEY_OCTETS), "AES"),
				new SecretKeySpec(derived(secret, "naming", KEY_OCTETS), "HmacSHA256"));
	}

	static SealingKey drawn(SecureRandom random) {
		byte[] secret = new byte[KEY_OCTETS];
		random.nextBytes(secret);
		return of(secret);
	}

	/** Says which of several keys it is, not what the key is. */
	String id() {
		return this.id;
	}

	/** For AES-256-GCM. */
	SecretKey encryption() {
		return this.encryption;
	}

	/** For HMAC-SHA-256. */
	SecretKey naming() {
		return this.naming;
	}

	private static byte[] derived(byte[] secret, String use, int octets) {
		byte[] info = ("zendesk-account-bff " + use).getBytes(StandardCharsets.US_ASCII);
		try {
			return KDF.getInstance("HKDF-SHA256")
				.deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, octets));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Java 25 has HKDF-SHA-256", ex);
		}
	}

}
