package io.zendeskbff.console;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.springframework.http.MediaType;

/**
 * One file of the page.
 *
 * @param type its media type
 * @param etag a strong entity tag, another one for each content
 * @param content its octets
 */
@SuppressWarnings("ArrayRecordComponent")
record ConsoleFile(MediaType type, String etag, byte[] content) {

	/** So much of a hash tells the few versions of a file apart. */
	private static final int DIGITS = 32;

	static ConsoleFile of(MediaType type, byte[] content) {
		return new ConsoleFile(type, '"' + hash(content).substring(0, DIGITS) + '"', content);
	}

	private static String hash(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
