package io.zendeskbff.fields;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.fields.FieldRule.Breach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The table of what each billing field may hold.
 */
class BillingFieldTests {

	private static final Set<BillingField> SHAPED = EnumSet.of(BillingField.COUNTRY_CODE, BillingField.EMAIL,
			BillingField.PHONE);

	/** Of any script, in the order of the block's code points. */
	static final List<String> SCRIPTS = List.of("O'Brien-Smith & Co. <3>", "Łódź Ærøskøbing Żółć", "Z\u0308uri\u0301ch",
			"Αθήνα", "Київ", "Երևան", "תל אביב", "القاهرة", "می\u200Cخواهم", "ܐܪܡܝܐ", "नई दिल्ली", "क्\u200Dष", "ঢাকা",
			"ਅੰਮ੍ਰਿਤਸਰ", "சென்னை", "ශ්\u200Dරී", "กรุงเทพมหานคร", "ວຽງຈັນ", "ལྷ་ས", "ရန်ကုန်", "თბილისი", "አዲስ አበባ",
			"ᏣᎳᎩ", "ភ្នំពេញ", "ᠮᠣᠩᠭᠣᠯ", "東京都", "ひらがなカタカナ", "北京市", "서울", "ꆈꌠ", "👩\u200D👩\u200D👧", "🇨🇭", "☎️",
			"𐍈𐌰𐌿𐍄𐍃", "𝒵", "𠮷野家", "½ № 5€ «x» “y” ‘z’", "\u00A0\u3000", "\uE000\uF8FF",
			"\uDB80\uDC00\uDBFF\uDFFD");

	@Test
	void fieldsAreZendesksThirteenWhenListed() {
		assertThat(BillingField.values()).extracting(BillingField::key)
			.containsExactlyInAnyOrder("additional_info", "address1", "address2", "city", "company", "country_code",
					"email", "first_name", "last_name", "phone", "postal_code", "state", "cycle");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CITY         | must not hold control characters, direction overrides or unassigned characters
			COUNTRY_CODE | must be an ISO 3166-1 alpha-2 code in upper case, such as CH
			EMAIL        | must be an e-mail address of at most 254 octets
			CYCLE        | must be 1 to 120
			""")
	void ruleIsToldInASentenceWhenDocumented(BillingField field, String sentence) {
		assertThat(field.rule().sentence()).isEqualTo(sentence);
	}

	@ParameterizedTest
	@EnumSource
	void fieldIsFoundWhenNameIsExact(BillingField field) {
		assertThat(BillingField.of(field.key())).contains(field);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "Company", "COMPANY", "company ", " company", "company\u0000", "ｃｏｍｐａｎｙ", "comp\u200Bany",
					"comp\u00ADany", "\u0441ompany", "address3", "address", "billing", "__proto__", "constructor",
					"account_key", "plan", "status", "create_date", "COUNTRY_CODE", "countryCode", "country-code" })
	void noFieldIsFoundWhenNameIsAnother(String name) {
		assertThat(BillingField.of(name)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ADDITIONAL_INFO, 2000", "ADDRESS1, 255", "ADDRESS2, 255", "CITY, 255", "COMPANY, 255",
			"FIRST_NAME, 255", "LAST_NAME, 255", "POSTAL_CODE, 16", "STATE, 255" })
	void textIsTooLongWhenItHasMoreCodePoints(BillingField field, int longest) {
		for (String character : List.of("x", "ü", "東", "𝒵", "\u200D", " ")) {
			assertThat(codes(field, character.repeat(longest))).as(character).isEmpty();
			assertThat(codes(field, character.repeat(longest + 1))).as(character).containsExactly("too-long");
		}
	}

	@Test
	void everyRuleIsNamedWhenTextBreaksSeveral() {
		assertThat(codes(BillingField.CITY, "x".repeat(255) + "\u0007")).containsExactly("too-long", "characters");
		assertThat(codes(BillingField.PHONE, "\u0007".repeat(33))).containsExactly("too-long", "characters");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CYCLE")
	void textIsClearedWhenEmpty(BillingField field) {
		assertThat(codes(field, "")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CYCLE")
	void textIsRefusedWhenItIsNoString(BillingField field) {
		for (Object value : List.of(1, 1L, 1.5, true, List.of("x"))) {
			assertThat(field.rule().breachesBy(value)).containsExactly(new Breach("type", "must be a string"));
		}
	}

	@ParameterizedTest
	@FieldSource("SCRIPTS")
	void textIsFineWhenInAnyScript(String text) {
		for (BillingField field : EnumSet.complementOf(EnumSet.of(BillingField.CYCLE, BillingField.POSTAL_CODE))) {
			if (!SHAPED.contains(field)) {
				assertThat(codes(field, text)).as(field.key()).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@MethodSource
	void textIsRefusedWhenACharacterIsNotAllowed(String hexadecimal) {
		String character = Character.toString(Integer.parseInt(hexadecimal, 16));
		for (BillingField field : EnumSet.complementOf(EnumSet.of(BillingField.CYCLE))) {
			assertThat(codes(field, character)).as(field.key()).contains("characters");
			assertThat(codes(field, "a" + character)).as(field.key()).contains("characters");
			assertThat(codes(field, character + "a")).as(field.key()).contains("characters");
		}
	}

	static Stream<String> textIsRefusedWhenACharacterIsNotAllowed() {
		return Stream.of("0", "1", "7", "8", "B", "C", "D", "1B", "1F", "7F", "80", "85", "9B", "9F", "202A", "202B",
				"202C", "202D", "202E", "2066", "2067", "2068", "2069", "FEFF", "D800", "DBFF", "DC00", "DFFF", "378",
				"E0080", "FDD0", "FDEF", "FFFE", "FFFF", "1FFFE", "10FFFF");
	}

	@ParameterizedTest
	@CsvSource({ "DC00, D800", "D83D, D83D", "DE00, D83D", "D83D, 41" })
	void textIsRefusedWhenSurrogatesAreNoPair(String first, String second) {
		String text = "" + (char) Integer.parseInt(first, 16) + (char) Integer.parseInt(second, 16);
		assertThat(codes(BillingField.CITY, text)).containsExactly("characters");
		assertThat(codes(BillingField.ADDITIONAL_INFO, text)).containsExactly("characters");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CYCLE")
	void lineFeedAndTabAreFineWhenInAdditionalInfoOnly(BillingField field) {
		for (String text : List.of("1\n", "\t2")) {
			assertThat(codes(field, text)).as(field.key())
				.isEqualTo((field == BillingField.ADDITIONAL_INFO) ? List.of() : List.of("characters"));
		}
		assertThat(codes(field, "1\r")).containsExactly("characters");
	}

	@Test
	void everyCodePointIsFineOrNotAsTheContractSaysWhenAlone() {
		Predicate<String> refused = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\u202A-\u202E\u2066-\u2069\uFEFF]")
			.asMatchPredicate();
		assertThat(codePoints((character) -> !codes(BillingField.COMPANY, character).isEmpty()))
			.isEqualTo(codePoints(refused));
		assertThat(codePoints((character) -> !codes(BillingField.ADDITIONAL_INFO, character).isEmpty()))
			.isEqualTo(codePoints(refused.and((character) -> !character.equals("\n") && !character.equals("\t"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CH", "DE", "AT", "US", "GB", "JP", "AX", "BQ", "CW", "SS", "SX", "TW", "PS", "ZW" })
	void countryIsFineWhenAssigned(String code) {
		assertThat(codes(BillingField.COUNTRY_CODE, code)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "C", "ch", "Ch", "cH", "UK", "EU", "XK", "AN", "SU", "YU", "AA", "ZZ", "XX", "C1", "C ",
			"  ", "ＣＨ", "ĊH", "СН" })
	void countryIsRefusedWhenNotAssigned(String code) {
		assertThat(codes(BillingField.COUNTRY_CODE, code)).containsExactly("format");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHE", "756", "CH ", " CH", "Switzerland" })
	void countryIsRefusedWhenLong(String code) {
		assertThat(codes(BillingField.COUNTRY_CODE, code)).containsExactly("too-long");
	}

	@Test
	void exactlyIsoCountriesAreFineWhenAllPairsAreTried() {
		List<String> fine = IntStream.rangeClosed('A', 'Z')
			.boxed()
			.flatMap((first) -> IntStream.rangeClosed('A', 'Z')
				.mapToObj((second) -> "" + (char) (int) first + (char) second))
			.filter((code) -> codes(BillingField.COUNTRY_CODE, code).isEmpty())
			.toList();
		assertThat(fine).hasSize(249);
	}

	@ParameterizedTest
	@ValueSource(strings = { "+12(1)123456", "112", "+41 44 555 01 23", "(044) 555-01-23", "044/555.01.23x12",
			"12345678901234567890123456789012" })
	void phoneIsFineWhenOfItsCharacters(String phone) {
		assertThat(codes(BillingField.PHONE, phone)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			1                                 | format
			11                                | format
			044a555                           | format
			044,555                           | format
			044;ext=5                         | format
			044X12                            | format
			044#12                            | format
			044*12                            | format
			\uFF11\uFF12\uFF13\uFF14          | format
			\u0661\u0662\u0663\u0664          | format
			044\u00A0555                      | format
			044\u2013555                      | format
			044\u200D555                      | format
			123456789012345678901234567890123 | too-long
			`044\t555`                        | characters
			`044\n`                           | characters
			""", delimiter = '|')
	void phoneIsRefusedWhenOfOthers(String phone, String code) {
		assertThat(codes(BillingField.PHONE, phone)).containsExactly(code);
	}

	@ParameterizedTest
	@MethodSource
	void emailIsFineWhenRfcAllowsIt(String email) {
		assertThat(codes(BillingField.EMAIL, email)).isEmpty();
	}

	static Stream<String> emailIsFineWhenRfcAllowsIt() {
		return Stream.of("a@b", "a@b.c", "billing@example.com", "first.last+tag@sub.example.co.uk",
				"!#$%&'*+/=?^_`{|}~-@example.com", "A.B.C@X-Y.Z", "1@1", "a@1.2.3.4", "a@xn--bcher-kva.example",
				"\"\"@b.c", "\"a b\"@b.c", "\" \"@b.c", "\"a@b\"@c.d", "\"a..b.\"@c.d", "\"<>,;:[]()\"@c.d",
				"\"a\\\"b\\\\c\\ \"@d.e", "\"ü\"@b.c", "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]",
				"a@[IPv6:::ffff:192.0.2.1]", "zoë@bücher.example", "用户@例子.广告", "अजय@डाटा.भारत", "user@उदाहरण.परीक्षा",
				"квіточка@пошта.укр", "𝒵@𠮷.example", "a".repeat(64) + "@b.c", "ä".repeat(32) + "@b.c",
				"\"" + "a".repeat(62) + "\"@b.c", "a@" + "b".repeat(63), octets(254));
	}

	@ParameterizedTest
	@MethodSource
	void emailIsRefusedWhenRfcDoesNotAllowIt(String email) {
		assertThat(codes(BillingField.EMAIL, email)).containsExactly("format");
	}

	static Stream<String> emailIsRefusedWhenRfcDoesNotAllowIt() {
		return Stream.of("a", "@", "a@", "@b", "a@@b", "a@b@c", "a b@c.d", " a@b.c", "a@b.c ", "a@b c", ".a@b.c",
				"a.@b.c", "a..b@c.d", "a@.b", "a@b.", "a@b..c", "a@-b.c", "a@b-.c", "a@b.-c", "a@b.c-", "a@b_c.d",
				"a@b!c", "a@b/c", "a@b:25", "<a@b.c>", "A <a@b.c>", "mailto:a@b.c?x", "a@b.c,d@e.f", "a@b.c;d@e.f",
				"a(x)@b.c", "a\\@b.c", "a:b@c.d", "a[b@c.d", "\"a@b.c", "a\"@b.c", "\"a\"b@c.d", "\"a\"\"b\"@c.d",
				"\"a\\\"@b.c", "\"a\"@", "a@[]", "a@[1.2.3]", "a@[1.2.3.4", "a@1.2.3.4]", "a@[1.2.3.4.5]",
				"a@[1234.1.1.1]", "a@[2001:db8::1]", "a@[IPv6:xyz]", "a@[IPv6:]", "a@[b.c]", "a@b\u3002c",
				"a@\uFF42\u00A0", "a@b\u200Bc", "a@😀", "a".repeat(65) + "@b.c", "ä".repeat(32) + "a@b.c",
				"\"" + "a".repeat(63) + "\"@b.c", "a@" + "b".repeat(64), "ä@" + octets(254).substring(2),
				"a@" + "ä.".repeat(100) + "c");
	}

	@Test
	void emailIsTooLongWhenItHasMoreCodePoints() {
		assertThat(codes(BillingField.EMAIL, octets(255))).containsExactly("too-long");
		assertThat(codes(BillingField.EMAIL, "a@" + "😀".repeat(252))).containsExactly("format");
	}

	@ParameterizedTest
	@Timeout(10)
	@ValueSource(strings = { "a.", "\"\\a", "\" ", "a@b.", "a@b-", "a@[", "é" })
	void emailIsRefusedAtOnceWhenMadeToBacktrack(String part) {
		assertThat(codes(BillingField.EMAIL, part.repeat(254 / part.length()))).containsExactly("format");
		assertThat(codes(BillingField.EMAIL, part.repeat(60_000))).containsExactly("too-long");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 12, 119, 120 })
	void cycleIsFineWhenInRange(int cycle) {
		assertThat(codes(BillingField.CYCLE, cycle)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 121, -1, -12, Integer.MIN_VALUE, Integer.MAX_VALUE })
	void cycleIsRefusedWhenOutOfRange(int cycle) {
		assertThat(BillingField.CYCLE.rule().breachesBy(cycle))
			.containsExactly(new Breach("range", "must be 1 to 120"));
	}

	@Test
	void cycleIsRefusedWhenItIsNoInteger() {
		for (Object value : List.of("1", "", 1L, 1.0, true)) {
			assertThat(BillingField.CYCLE.rule().breachesBy(value))
				.containsExactly(new Breach("type", "must be an integer"));
		}
	}

	@ParameterizedTest
	@MethodSource
	void ruleIsSaidWithoutTheValueWhenBroken(BillingField field, String value, String message) {
		assertThat(field.rule().breachesBy(value)).extracting(Breach::message).containsExactly(message);
	}

	static Stream<Arguments> ruleIsSaidWithoutTheValueWhenBroken() {
		return Stream.of(arguments(BillingField.STATE, "Canary".repeat(50), "must be at most 255 characters long"),
				arguments(BillingField.STATE, "Canary\u0001",
						"must not hold control characters, direction overrides or unassigned characters"),
				arguments(BillingField.COUNTRY_CODE, "xx",
						"must be an ISO 3166-1 alpha-2 code in upper case, such as CH"),
				arguments(BillingField.EMAIL, "Canary", "must be an e-mail address of at most 254 octets"),
				arguments(BillingField.PHONE, "Canary", "must be 3 to 32 digits, spaces and + ( ) - . / x"),
				arguments(BillingField.CYCLE, "Canary", "must be an integer"));
	}

	private static List<String> codes(BillingField field, Object value) {
		return field.rule().breachesBy(value).stream().map(Breach::code).toList();
	}

	private static BitSet codePoints(Predicate<String> which) {
		return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
			.filter((codePoint) -> which.test(Character.toString(codePoint)))
			.collect(BitSet::new, BitSet::set, BitSet::or);
	}

	/** An address of as many octets, 254 or 255, with labels of 63 at most. */
	private static String octets(int octets) {
		String address = "a@" + ("b".repeat(62) + ".").repeat(4);
		return address.substring(0, octets - 1) + "c";
	}

}
