package io.zendeskbff.fields;

/**
 * Which characters a billing field may hold: any letter of any script, nothing that is
 * invisible and changes what a reader sees. The joiners U+200C and U+200D are letters'
 * own and pass.
 */
enum BillingText {

	/** One line. */
	LINE,

	/** Several lines: line feed and tab are fine. */
	LINES;

	boolean allows(String text) {
		return text.codePoints().allMatch(this::allows);
	}

	private boolean allows(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL -> this == LINES && (codePoint == '\n' || codePoint == '\t');
			case Character.SURROGATE, Character.UNASSIGNED -> false;
			case Character.FORMAT -> !changesDirection(codePoint) && codePoint != 0xFEFF;
			default -> true;
		};
	}

	/** Bidirectional embeddings, overrides and isolates, Unicode UAX 9 section 2. */
	private static boolean changesDirection(int codePoint) {
		return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
	}

}
