package io.zendeskbff.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for any octets as the lines of an {@code If-Match}: they are read as by a
 * walk over the grammar of RFC 9110, one character after another.
 */
class EntityTagsFuzzTests {

	private static final String ABSENT = "\"in no list\"";

	@FuzzTest
	@DictionaryEntries({ "\"a\"", "W/\"a\"", "W/", "*", "\"\"", ",", ", ", "\"a,b\"", "\u00ff" })
	void tagsAreThoseOfTheGrammarWhenLinesAreAny(byte[] octets) {
		List<String> lines = List.of(new String(octets, StandardCharsets.ISO_8859_1).split("\n", -1));
		String header = String.join(",", lines).replaceAll("^[ \t]+|[ \t]+$", "");
		if (header.equals("*")) {
			assertThat(EntityTags.parse(lines))
				.hasValueSatisfying((tags) -> assertThat(tags.matchesStrongly(ABSENT)).isTrue());
			return;
		}
		Optional<List<String>> expected = tags(header);
		Optional<EntityTags> tags = EntityTags.parse(lines);
		assertThat(tags.isPresent()).isEqualTo(expected.isPresent());
		tags.ifPresent((read) -> assertMatches(read, expected.orElseThrow()));
	}

	private static void assertMatches(EntityTags read, List<String> expected) {
		assertThat(read.matchesStrongly(ABSENT)).isFalse();
		assertThat(read.matchesWeakly(ABSENT)).isFalse();
		for (String tag : expected) {
			String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
			assertThat(read.matchesWeakly(strong)).isTrue();
			assertThat(read.matchesStrongly(strong)).isEqualTo(expected.contains(strong));
		}
	}

	/** RFC 9110 sections 5.6.1.2 and 8.8.3; nothing for what they do not allow. */
	private static Optional<List<String>> tags(String header) {
		List<String> tags = new ArrayList<>();
		boolean separate = true;
		for (int at = 0; at < header.length();) {
			char character = header.charAt(at);
			if (character == ',' || character == ' ' || character == '\t') {
				separate |= character == ',';
				at++;
			}
			else {
				int end = endOfTag(header, at);
				if (end == -1 || !separate) {
					return Optional.empty();
				}
				tags.add(header.substring(at, end));
				separate = false;
				at = end;
			}
		}
		return Optional.of(tags).filter((found) -> !found.isEmpty());
	}

	private static int endOfTag(String header, int start) {
		int open = header.startsWith("W/", start) ? start + 2 : start;
		if (!header.startsWith("\"", open)) {
			return -1;
		}
		int close = header.indexOf('"', open + 1);
		boolean good = header.substring(open + 1, Math.max(open + 1, close))
			.chars()
			.allMatch((character) -> character > ' ' && character != 0x7F && (character < 0x7F || character >= 0x80));
		return good && close != -1 ? close + 1 : -1;
	}

}
