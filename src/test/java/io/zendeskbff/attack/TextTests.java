package io.zendeskbff.attack;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row text: what would deceive a reader is refused, and everybody's name in
 * everybody's letters comes to Zendesk as it was written, and back.
 */
@ExtendWith(BffExtension.class)
class TextTests {

	private static final Map<Character.UnicodeScript, List<Integer>> LETTERS = IntStream
		.rangeClosed(0x80, Character.MAX_CODE_POINT)
		.filter(TextTests::isLetter)
		.boxed()
		.collect(Collectors.groupingBy(Character.UnicodeScript::of));

	/** JSON takes control characters only as escapes. */
	@ParameterizedTest
	@CsvSource({ "0, 400", "1, 400", "7, 400", "8, 400", "B, 400", "C, 400", "D, 400", "1B, 400", "1F, 400", "7F, 422",
			"80, 422", "85, 422", "9B, 422", "9F, 422", "202A, 422", "202B, 422", "202C, 422", "202D, 422", "202E, 422",
			"2066, 422", "2067, 422", "2068, 422", "2069, 422", "FEFF, 422", "FDD0, 422", "FFFE, 422", "FFFF, 422",
			"378, 422" })
	void textIsRefusedWhenCharacterDeceives(String hexadecimal, int statusAsItIs, RunningBff bff) {
		char character = (char) Integer.parseInt(hexadecimal, 16);
		String escaped = "\\u" + "0".repeat(4 - hexadecimal.length()) + hexadecimal.toLowerCase(Locale.ROOT);
		for (String field : new String[] { "city", "last_name", "additional_info", "email", "phone" }) {
			assertRefused(update(bff, field, "a" + escaped + "b"), field, "characters");
			HttpResponse<String> asItIs = update(bff, field, "a" + character + "b");
			if (statusAsItIs == 422) {
				assertRefused(asItIs, field, "characters");
			}
			else {
				BadBody.assertRefused(asItIs, statusAsItIs, "invalid-json");
			}
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\n", "\\t", "\\u000a", "\\u0009" })
	void lineIsRefusedWhenItIsNone(String escape, RunningBff bff) {
		for (String field : new String[] { "city", "last_name", "address1", "company" }) {
			assertRefused(update(bff, field, "a" + escape + "b"), field, "characters");
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			joined apart       | last_name       | \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645
			joined             | first_name      | \u0D28\u0D4D\u200D
			joined in Sinhala  | last_name       | \u0DC1\u0DCA\u200D\u0DBB\u0DD3
			a family           | company         | 👩\u200D👩\u200D👧
			both at the ends   | first_name      | \u200Cx\u200D
			right to left      | city            | \u05EA\u05DC \u05D0\u05D1\u05D9\u05D1 (Tel Aviv)
			not composed       | city            | Zu\u0308rich
			composed           | city            | Z\u00FCrich
			many marks         | company         | Z\u0351\u036B\u0343\u036A\u0302\u036B
			a no-break space   | address1        | 1\u00A0rue
			private use        | company         | \uE000\uDBFF\uDFFD
			a flag             | state           | 🇨🇭
			spaces around      | company         | `  a  `
			""")
	void textIsTheSameEverywhereWhenItIsSomebodysName(String what, String field, String text, RunningBff bff) {
		assertTaken(bff, field, text, text);
	}

	/** From both ends of each script, as it is and as escapes. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
	void textIsTheSameEverywhereWhenItIsInAnyScript(Character.UnicodeScript script, RunningBff bff) {
		List<Integer> letters = LETTERS.getOrDefault(script, List.of());
		assertThat(letters).isNotEmpty();
		String text = Stream.concat(letters.stream().limit(60), letters.stream().skip(Math.max(0, letters.size() - 60)))
			.map(Character::toString)
			.collect(Collectors.joining());
		assertTaken(bff, "company", text, text);
		assertTaken(bff, "last_name", escaped(text), text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u00FC", "\u6771", "𝒵", "\uDBFF\uDFFD", "\u200D", "\u2028", " " })
	void lengthIsThatOfItsCodePointsWhenItIsLooked(String character, RunningBff bff) {
		for (Limit limit : Limit.values()) {
			String longest = character.repeat(limit.codePoints);
			assertTaken(bff, limit.field, longest, longest);
			assertTaken(bff, limit.field, escaped(longest), longest);
		}
		long before = bff.accountCalls();
		for (Limit limit : Limit.values()) {
			String longer = character.repeat(limit.codePoints + 1);
			assertRefused(update(bff, limit.field, longer), limit.field, "too-long");
			assertRefused(update(bff, limit.field, escaped(longer)), limit.field, "too-long");
		}
		assertThat(bff.accountCalls()).isEqualTo(before);
	}

	/** Some of the table of fields. */
	private enum Limit {

		LINE("city", 255), NAME("last_name", 255), LINES("additional_info", 2000), CODE("postal_code", 16);

		private final String field;

		private final int codePoints;

		Limit(String field, int codePoints) {
			this.field = field;
			this.codePoints = codePoints;
		}

	}

	/** Or what stands for one. */
	private static boolean isLetter(int codePoint) {
		int type = Character.getType(codePoint);
		return Character.isLetterOrDigit(codePoint) || type == Character.OTHER_SYMBOL
				|| type == Character.NON_SPACING_MARK;
	}

	private static String escaped(String text) {
		return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
	}

	private static HttpResponse<String> update(RunningBff bff, String field, String json) {
		return bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BadBody.with("\"%s\":\"%s\"".formatted(field, json)));
	}

	private static void assertTaken(RunningBff bff, String field, String json, String text) {
		HttpResponse<String> answer = update(bff, field, json);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		LoggedRequest received = bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT).getLast();
		assertThat(JsonPath.<String>read(received.getBodyAsString(), "$.billing." + field)).isEqualTo(text);
		assertThat(JsonPath.<String>read(answer.body(), "$.billing." + field)).isEqualTo(text);
	}

	private static void assertRefused(HttpResponse<String> answer, String field, String code) {
		BadBody.assertRefused(answer, 422, "invalid-billing");
		assertThat(answer.body()).contains("[{\"pointer\":\"/billing/" + field + "\",\"code\":\"" + code + "\",");
	}

}
