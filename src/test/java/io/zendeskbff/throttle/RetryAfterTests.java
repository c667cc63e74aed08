package io.zendeskbff.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RetryAfterTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			0                                | 0
			1                                | 1
			30                               | 30
			030                              | 30
			` 30 `                           | 30
			300                              | 300
			301                              | 300
			999999999                        | 300
			1000000000000                    | 300
			99999999999999999999999999999999 | 300
			00000000000000000000000000000007 | 7
			50, 47                           | 50
			47,50                            | 50
			`47 ,  garbage, 3`               | 47
			-5, 7                            | 7
			1000000000000, 5                 | 300
			Sun, 22 Nov 2026 10:00:00 GMT    | 0
			Sun, 22 Nov 2026 10:00:42 GMT    | 42
			Sun, 22 Nov 2026 10:05:01 GMT    | 300
			Sun, 22 Nov 2026 09:59:59 GMT    | 0
			Fri, 31 Dec 9999 23:59:59 GMT    | 300
			Thu, 1 Jan 1970 00:00:00 GMT     | 0
			Sunday, 22-Nov-26 10:00:42 GMT   | 42
			Sunday, 22-Nov-26 09:59:59 GMT   | 0
			Sun Nov 22 10:00:42 2026         | 42
			Sun Nov  1 10:00:42 2026         | 0
			Sun, 22 Nov 2026 10:00:42 GMT, 7 | 42
			7, Sun, 22 Nov 2026 10:00:42 GMT | 42
			50, Sunday, 22-Nov-26 10:00:42 GMT, 47                       | 50
			Sun, 22 Nov 2026 10:00:42 GMT, Sun, 22 Nov 2026 10:00:43 GMT | 43
			""")
	void pauseIsBoundedWhenHeaderMakesSense(String header, long seconds) {
		assertThat(RetryAfter.parse(List.of(header), NOW)).contains(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "-1", "-30", "+30", "1.5", "30s", "1e12", "0x10", "soon", "٣٠", "PT30S",
			"Sun, 22 Nov 2026", "Mon, 22 Nov 2026 10:00:42 GMT", "Sun, 31 Feb 2026 10:00:00 GMT",
			"Sat, 31 Feb 2026 10:00:00 GMT", "2026-11-22T10:00:42Z", "Sunday, 22 Nov 2026 10:00:42 GMT",
			"Sunday, 31-Feb-26 10:00:00 GMT", "Sun Nov 22 10:00:42 2026 GMT", "Sunday,",
			"Sun, 22 Nov 2026 10:00:61 GMT", "NaN", "null" })
	void pauseIsUnknownWhenHeaderIsGarbage(String header) {
		assertThat(RetryAfter.parse(List.of(header), NOW)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void largestCountsWhenHeaderComesTwice(List<String> lines, long seconds) {
		assertThat(RetryAfter.parse(lines, NOW)).contains(Duration.ofSeconds(seconds));
	}

	static Stream<Arguments> largestCountsWhenHeaderComesTwice() {
		return Stream.of(arguments(List.of("50", "47"), 50), arguments(List.of("47", "50"), 50),
				arguments(List.of("garbage", "7"), 7), arguments(List.of("3", "Sun, 22 Nov 2026 10:00:42 GMT"), 42),
				arguments(List.of("Sun, 22 Nov 2026 09:00:00 GMT", "8"), 8), arguments(List.of("1, 2", "3, 1"), 3));
	}

	@Test
	void pauseIsUnknownWhenThereIsNoHeader() {
		assertThat(RetryAfter.parse(List.of(), NOW)).isEmpty();
	}

}
