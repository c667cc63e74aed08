package io.zendeskbff.fields;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which characters a billing field may hold: any letter of any script, nothing that is
 * invisible and changes what a reader sees. The joiners U+200C and U+200D are letters'
 * own and pass.
 */
enum BillingText {

	/** One line. */
	LINE("\\u0000-\\u001F"),

	/** Several lines: line feed and tab are fine. */
	LINES("\\u0000-\\u0008\\u000B-\\u001F");

	/** Bidirectional embeddings, overrides and isolates, Unicode UAX 9 section 2. */
	private static final String DIRECTION = "\\u202A-\\u202E\\u2066-\\u2069";

	private final String outline;

	private final Predicate<String> test;

	BillingText(String controls) {
		this.outline = "[^" + controls + "\\u007F-\\u009F" + DIRECTION + "\\uFEFF]*";
		this.test = Pattern.compile(this.outline).asMatchPredicate();
	}

	boolean allows(String text) {
		return this.test.test(text) && text.codePoints().allMatch(BillingText::isCharacter);
	}

	/**
	 * What no text in JSON can hold, and what one Unicode has and another has not yet.
	 */
	private static boolean isCharacter(int codePoint) {
		int type = Character.getType(codePoint);
		return type != Character.SURROGATE && type != Character.UNASSIGNED;
	}

	/**
	 * All but {@link #isCharacter}, for other languages than this.
	 * @return a regular expression that JavaScript reads as Java does
	 */
	String outline() {
		return this.outline;
	}

}
