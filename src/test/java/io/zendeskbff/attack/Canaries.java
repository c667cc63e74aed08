package io.zendeskbff.attack;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.zendeskbff.fields.BillingField;

/**
 * Values of the billing fields that are nowhere else. Each says which field it is of, and
 * of which update; two of them fit no rule and are the same for ever.
 */
final class Canaries {

	/** What an update may change to a value of ours. */
	static final Set<BillingField> CHANGING = EnumSet
		.complementOf(EnumSet.of(BillingField.COUNTRY_CODE, BillingField.CYCLE));

	private static final List<BillingField> FIELDS = List.of(BillingField.values());

	private static final int WIDTH = 6;

	private final String letters;

	private final String digits;

	Canaries(Random random) {
		this.letters = random.ints(8, 'g', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
		this.digits = Long.toString(random.nextLong(1_000_000_000L, 10_000_000_000L));
	}

	/** The members of a billing object. */
	String members(Set<BillingField> fields, int version) {
		return fields.stream()
			.map((field) -> "\"%s\":%s".formatted(field.key(), value(field, version)))
			.collect(Collectors.joining(","));
	}

	private String value(BillingField field, int version) {
		String mark = mark(field) + "%06d".formatted(version);
		return switch (field) {
			case CYCLE -> mark;
			case PHONE -> "\"+" + mark + '"';
			case EMAIL -> '"' + mark + "@example.com\"";
			case ADDITIONAL_INFO, ADDRESS1, ADDRESS2, CITY, COMPANY, COUNTRY_CODE, FIRST_NAME, LAST_NAME, POSTAL_CODE,
					STATE ->
				'"' + mark + '"';
		};
	}

	private String mark(BillingField field) {
		boolean isNumber = field == BillingField.CYCLE || field == BillingField.PHONE;
		return (isNumber ? this.digits : this.letters) + "%02d".formatted(FIELDS.indexOf(field));
	}

	/**
	 * Which update's value of each field stands in a text.
	 * @return negative numbers for fields of which there is none
	 */
	Map<BillingField, Integer> versions(String text) {
		Map<BillingField, Integer> versions = new EnumMap<>(BillingField.class);
		FIELDS.forEach((field) -> versions.put(field, version(field, text)));
		return versions;
	}

	private int version(BillingField field, String text) {
		String mark = mark(field);
		int start = text.indexOf(mark) + mark.length();
		return (start < mark.length()) ? -1 : Integer.parseInt(text.substring(start, start + WIDTH));
	}

	/** Whether any of them stands in a text, whole or not. */
	boolean areIn(String text) {
		return text.contains(this.letters) || text.contains(this.digits);
	}

}
