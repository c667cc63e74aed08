package io.zendeskbff.local;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What an authorization code stands for; who brings it must know where it was sent to,
 * and what the challenge was made of (RFC 7636).
 *
 * @param challenge the {@code S256} code challenge, empty when none was sent
 */
record FakeCode(String redirectUri, String scope, String challenge) {

	boolean isRedeemedBy(String redirectUri, String verifier) {
		return this.redirectUri.equals(redirectUri)
				&& (this.challenge.isEmpty() || this.challenge.equals(challenge(verifier)));
	}

	private static String challenge(String verifier) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
