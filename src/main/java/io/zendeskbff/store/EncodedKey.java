package io.zendeskbff.store;

import java.util.Base64;

/**
 * A 256-bit key as the operator writes it, in base64. Any text is taken at first: what a
 * converter refuses, Spring quotes in its message.
 *
 * @param text the secret itself
 */
record EncodedKey(String text) {

	private static final int OCTETS = 32;

	/** Spring's way from a string to a value; it looks for public methods only. */
	public static EncodedKey of(String text) {
		return new EncodedKey(text);
	}

	boolean isWhole() {
		try {
			return octets().length == OCTETS;
		}
		catch (IllegalArgumentException _) {
			// Without the cause: its message quotes the text.
			return false;
		}
	}

	byte[] octets() {
		return Base64.getDecoder().decode(this.text);
	}

	/** Never the key in a log. */
	@Override
	public String toString() {
		return "EncodedKey[text=***]";
	}

}
