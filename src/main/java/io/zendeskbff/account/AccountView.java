package io.zendeskbff.account;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The account as one role may see it: the JSON bytes to send and their strong entity tag,
 * rendered once.
 */
public final class AccountView {

	private final byte[] json;

	private final String entityTag;

	AccountView(byte[] json) {
		this.json = json;
		this.entityTag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(json)) + '"';
	}

	/**
	 * The strong entity tag of these very bytes, RFC 9110 section 8.8.3.
	 * @return the tag with its quotes
	 */
	public String entityTag() {
		return this.entityTag;
	}

	/**
	 * The size of the JSON.
	 * @return octets, as {@code Content-Length} counts them
	 */
	public int length() {
		return this.json.length;
	}

	byte[] json() {
		return this.json.clone();
	}

	/**
	 * Writes the JSON, in UTF-8.
	 * @param out where to
	 * @throws IOException when that cannot take it
	 */
	public void writeTo(OutputStream out) throws IOException {
		out.write(this.json);
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
