package io.zendeskbff.billing;

import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import io.zendeskbff.fields.BillingField;

/**
 * Writes JSON by hand in the many ways that RFC 8259 allows: any white space, any escape.
 */
final class JsonScribe {

	private static final String SHORT_ESCAPED = "\"\\/\b\f\n\r\t";

	private static final String SHORT_ESCAPES = "\"\\/bfnrt";

	private final Random random;

	JsonScribe(Random random) {
		this.random = random;
	}

	String update(SequencedMap<BillingField, Object> values) {
		return update(members(values));
	}

	String update(List<String> members) {
		return space() + object(List.of(member("billing", object(members)))) + space();
	}

	List<String> members(SequencedMap<BillingField, Object> values) {
		return values.entrySet()
			.stream()
			.map((entry) -> member(entry.getKey().key(), value(entry.getValue())))
			.toList();
	}

	String member(String name, String value) {
		return string(name) + space() + ":" + space() + value;
	}

	String object(List<String> members) {
		return "{" + space() + String.join(space() + "," + space(), members) + space() + "}";
	}

	String value(Object value) {
		return (value instanceof String text) ? string(text) : value.toString();
	}

	private String string(String text) {
		return text.codePoints().mapToObj(this::character).collect(Collectors.joining("", "\"", "\""));
	}

	private String character(int codePoint) {
		int shortEscape = SHORT_ESCAPED.indexOf(codePoint);
		if (shortEscape >= 0 && this.random.nextBoolean()) {
			return "\\" + SHORT_ESCAPES.charAt(shortEscape);
		}
		return (mustEscape(codePoint) || this.random.nextInt(8) == 0) ? escape(codePoint)
				: Character.toString(codePoint);
	}

	/** Half a surrogate pair cannot be written as UTF-8. */
	private static boolean mustEscape(int codePoint) {
		return codePoint < ' ' || codePoint == '"' || codePoint == '\\'
				|| Character.getType(codePoint) == Character.SURROGATE;
	}

	private String escape(int codePoint) {
		String format = this.random.nextBoolean() ? "\\u%04x" : "\\u%04X";
		return Character.toString(codePoint).chars().mapToObj(format::formatted).collect(Collectors.joining());
	}

	private String space() {
		return this.random.ints(this.random.nextInt(3), 0, 4)
			.collect(StringBuilder::new, (space, index) -> space.append(" \t\r\n".charAt(index)), StringBuilder::append)
			.toString();
	}

}
