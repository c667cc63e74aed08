package io.zendeskbff.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * JWE as RFC 7516 section 5.1 makes it, with AES-GCM and whatever header somebody who has
 * the key writes: nothing but the header can be wrong with it.
 */
final class HandmadeJwe {

	private static final int TAG_OCTETS = 16;

	private HandmadeJwe() {
	}

	static String of(SealingKey key, String header, byte[] plain) throws GeneralSecurityException {
		byte[] iv = new byte[12];
		String encodedHeader = base64Url(header.getBytes(StandardCharsets.UTF_8));
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, key.encryption(), new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, iv));
		cipher.updateAAD(encodedHeader.getBytes(StandardCharsets.US_ASCII));
		byte[] text = cipher.doFinal(plain);
		int end = text.length - TAG_OCTETS;
		return String.join(".", encodedHeader, "", base64Url(iv), base64Url(Arrays.copyOf(text, end)),
				base64Url(Arrays.copyOfRange(text, end, text.length)));
	}

	private static String base64Url(byte[] octets) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
	}

}
