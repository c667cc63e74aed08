package io.zendeskbff.fields;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Every kind of update that an owner may send, for property tests. Builds values from
 * what the contract says, without asking the rules that are under test.
 */
public final class BillingUpdates {

	private static final Arbitrary<String> ASCII = character(' ', '~');

	private static final Arbitrary<String> CHARACTER = Arbitraries.oneOf(ASCII, Arbitraries.of("\"", "\\", "/", "<"),
			character(0xA0, 0x377), character(0x400, 0x52F), character(0x5D0, 0x5EA), character(0x627, 0x64A),
			character(0x905, 0x939), character(0x200C, 0x200D), character(0x4E00, 0x9FFF), character(0xAC00, 0xD7A3),
			character(0xE000, 0xF8FF), character(0x1D400, 0x1D454), character(0x1F600, 0x1F64F),
			character(0x20000, 0x2A6DF), character(0xF0000, 0xFFFFD), character(0x100000, 0x10FFFD));

	private BillingUpdates() {
	}

	/**
	 * Any valid update.
	 * @return one to thirteen fields in any order
	 */
	public static Arbitrary<BillingUpdate> any() {
		return Arbitraries.of(BillingField.values())
			.list()
			.uniqueElements()
			.ofMinSize(1)
			.ofMaxSize(13)
			.flatMap(BillingUpdates::of);
	}

	private static Arbitrary<BillingUpdate> of(List<BillingField> fields) {
		return Combinators.combine(fields.stream().map(BillingUpdates::value).toList())
			.as((values) -> of(fields, values));
	}

	private static BillingUpdate of(List<BillingField> fields, List<Object> values) {
		SequencedMap<BillingField, Object> update = new LinkedHashMap<>();
		for (int index = 0; index < fields.size(); index++) {
			update.put(fields.get(index), values.get(index));
		}
		return new BillingUpdate(update);
	}

	private static Arbitrary<Object> value(BillingField field) {
		return switch (field) {
			case CYCLE -> Arbitraries.integers().between(1, 120).map((number) -> number);
			case EMAIL -> orEmpty(email());
			case COUNTRY_CODE -> orEmpty(Arbitraries.of(Locale.getISOCountries()));
			case PHONE -> orEmpty(Arbitraries.strings().withChars("0123456789 +()-./x").ofMinLength(3).ofMaxLength(32));
			case POSTAL_CODE -> orEmpty(text(CHARACTER, 16));
			case ADDITIONAL_INFO -> orEmpty(text(Arbitraries.oneOf(CHARACTER, Arbitraries.of("\n", "\t")), 2000));
			case ADDRESS1, ADDRESS2, CITY, COMPANY, FIRST_NAME, LAST_NAME, STATE -> orEmpty(text(CHARACTER, 255));
		};
	}

	private static Arbitrary<Object> orEmpty(Arbitrary<String> text) {
		return Arbitraries.frequencyOf(List.of(Tuple.of(1, Arbitraries.just("")), Tuple.of(9, text)))
			.map((value) -> value);
	}

	private static Arbitrary<String> email() {
		Arbitrary<String> local = Arbitraries.strings()
			.withChars("abcXYZ019!#$%&'*+/=?^_`{|}~-äжひ")
			.ofMinLength(1)
			.ofMaxLength(21);
		Arbitrary<String> label = Arbitraries.strings().withChars("abcXYZ019äжひ").ofMinLength(1).ofMaxLength(15);
		return Combinators.combine(local, label.list().ofMinSize(1).ofMaxSize(4))
			.as((name, labels) -> name + "@" + String.join(".", labels));
	}

	private static Arbitrary<String> text(Arbitrary<String> character, int longest) {
		return character.list().ofMaxSize(longest).map((characters) -> String.join("", characters));
	}

	private static Arbitrary<String> character(int first, int last) {
		return Arbitraries.integers().between(first, last).map(Character::toString);
	}

}
