package io.zendeskbff.portal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a caller in the logs without saying who he is: an HMAC-SHA-256 under a key that
 * this process drew and forgets, cut to 64 bits.
 */
final class SubjectHash {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int OCTETS = 8;

	private final SecretKeySpec key;

	SubjectHash(SecureRandom random) {
		byte[] secret = new byte[32];
		random.nextBytes(secret);
		this.key = new SecretKeySpec(secret, ALGORITHM);
	}

	String of(Caller caller) {
		byte[] name = (caller.issuer() + '\n' + caller.subject()).getBytes(StandardCharsets.UTF_8);
		return HexFormat.of().formatHex(hmac(name), 0, OCTETS);
	}

	private byte[] hmac(byte[] message) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC-SHA-256", ex);
		}
	}

}
