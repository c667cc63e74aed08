package io.zendeskbff.account;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 9110 sections 8.8.3, 13.1.1 and 13.1.2.
 */
class EntityTagsTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			*                        | "a"     | true  | true
			` \t* `                  | "a"     | true  | true
			"a"                      | "a"     | true  | true
			` "a"\t`                 | "a"     | true  | true
			"a"                      | "b"     | false | false
			"A"                      | "a"     | false | false
			"a"                      | "aa"    | false | false
			"aa"                     | "a"     | false | false
			""                       | ""      | true  | true
			""                       | "a"     | false | false
			"*"                      | "a"     | false | false
			"*"                      | "*"     | true  | true
			W/"a"                    | "a"     | false | true
			W/"b"                    | "a"     | false | false
			W/""                     | ""      | false | true
			"W/a"                    | "a"     | false | false
			W/"a","a"                | "a"     | true  | true
			"b", W/"a"               | "a"     | false | true
			"a","b","c"              | "a"     | true  | true
			"a","b","c"              | "c"     | true  | true
			"a"\t , \t"b"            | "b"     | true  | true
			"a","b","c"              | "d"     | false | false
			,"a",,"b" , ,            | "b"     | true  | true
			"a,b"                    | "a,b"   | true  | true
			"a,b"                    | "a"     | false | false
			"a,b"                    | "b"     | false | false
			"a,","b"                 | "b"     | true  | true
			"a,W/"                   | "a,W/"  | true  | true
			"\\"                     | "\\"    | true  | true
			"!#~\u0080\u00ff"        | "!#~\u0080\u00ff" | true | true
			""")
	void tagMatchesWhenListHoldsIt(String header, String tag, boolean strongly, boolean weakly) {
		EntityTags tags = EntityTags.parse(List.of(header)).orElseThrow();
		assertThat(tags.matchesStrongly(tag)).isEqualTo(strongly);
		assertThat(tags.matchesWeakly(tag)).isEqualTo(weakly);
	}

	@Test
	void tagMatchesWhenAnyLineHoldsIt() {
		EntityTags tags = EntityTags.parse(List.of("\"a\", W/\"b\"", "", "\"c\"")).orElseThrow();
		assertThat(tags.matchesStrongly("\"a\"")).isTrue();
		assertThat(tags.matchesStrongly("\"b\"")).isFalse();
		assertThat(tags.matchesWeakly("\"b\"")).isTrue();
		assertThat(tags.matchesStrongly("\"c\"")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", " , ,", "a", "'a'", "\"a", "a\"", "\"", "\"a\"b", "b\"a\"", "\"a\" \"b\"",
			"\"a\"\"b\"", "\"a\";\"b\"", "w/\"a\"", "W/a", "W /\"a\"", "W/ \"a\"", "W\"a\"", "/\"a\"", "W/W/\"a\"",
			"**", "*,*", "*,\"a\"", "\"a\",*", "W/*", "\"a b\"", "\"a\tb\"", "\"a\u007f\"", "\"a\u0000\"", "\"a\nb\"",
			"\"a\",\n\"b\"", "\"\u0100\"", "\u201Ca\u201D", "\"a\",b", "\"a\",W/" })
	void headerIsRefusedWhenMalformed(String header) {
		assertThat(EntityTags.parse(List.of(header))).isEmpty();
	}

	@Test
	void headerIsRefusedWhenOneOfItsLinesIsMalformed() {
		assertThat(EntityTags.parse(List.of("\"a\"", "b"))).isEmpty();
		assertThat(EntityTags.parse(List.of("*", "*"))).isEmpty();
		assertThat(EntityTags.parse(List.of("*", "\"a\""))).isEmpty();
		assertThat(EntityTags.parse(List.of("\"a", "b\""))).hasValueSatisfying((tags) -> {
			// One field value however it is split, RFC 9110 section 5.2.
			assertThat(tags.matchesStrongly("\"a,b\"")).isTrue();
			assertThat(tags.matchesStrongly("\"a\"")).isFalse();
		});
		assertThat(EntityTags.parse(List.of())).isEmpty();
	}

	@Test
	@Timeout(10)
	void headerIsReadWhenItIsLong() {
		String tag = "\"" + "a".repeat(200_000) + "\"";
		assertThat(EntityTags.parse(List.of(tag)).orElseThrow().matchesStrongly(tag)).isTrue();
		assertThat(EntityTags.parse(List.of(", \"a\"".repeat(50_000))).orElseThrow().matchesStrongly("\"a\"")).isTrue();
		assertThat(EntityTags.parse(List.of(tag + " \"b\""))).isEmpty();
		assertThat(EntityTags.parse(List.of(", \"a\"".repeat(50_000) + "b"))).isEmpty();
		assertThat(EntityTags.parse(List.of(", \t".repeat(50_000)))).isEmpty();
		assertThat(EntityTags.parse(List.of("\"a\"" + " \t".repeat(50_000) + "b"))).isEmpty();
	}

}
