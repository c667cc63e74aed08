package io.zendeskbff.throttle;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDateTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z
			Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z
			Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z
			Wed Nov 16 08:49:37 1994          | 1994-11-16T08:49:37Z
			Thu, 29 Feb 2024 00:00:00 GMT     | 2024-02-29T00:00:00Z
			Sat, 31 Dec 2016 23:59:60 GMT     | 2016-12-31T23:59:59Z
			Saturday, 31-Dec-16 23:59:60 GMT  | 2016-12-31T23:59:59Z
			Sat Dec 31 23:59:60 2016          | 2016-12-31T23:59:59Z
			""")
	void dateIsReadWhenItHasOneOfTheThreeForms(String text, Instant date) {
		assertThat(HttpDate.parse(text, NOW)).contains(date);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sunday, 22-Nov-26 10:00:00 GMT    | 2026-11-22T10:00:00Z
			Friday, 01-Jan-27 00:00:00 GMT    | 2027-01-01T00:00:00Z
			Friday, 31-Dec-75 23:59:59 GMT    |
			Tuesday, 31-Dec-75 23:59:59 GMT   | 2075-12-31T23:59:59Z
			Sunday, 22-Nov-76 10:00:00 GMT    | 2076-11-22T10:00:00Z
			Monday, 22-Nov-76 10:00:01 GMT    | 1976-11-22T10:00:01Z
			Saturday, 01-Jan-77 00:00:00 GMT  | 1977-01-01T00:00:00Z
			Friday, 31-Dec-99 23:59:59 GMT    | 1999-12-31T23:59:59Z
			""")
	void yearIsAtMostFiftyAheadWhenItHasTwoDigits(String text, Instant date) {
		assertThat(HttpDate.parse(text, NOW).orElse(null)).isEqualTo(date);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Sun, 6 November 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
			"Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 94",
			"Mon Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49:60 GMT",
			"Thu, 29 Feb 2023 00:00:00 GMT" })
	void dateIsNoneWhenFormOrDayIsWrong(String text) {
		assertThat(HttpDate.parse(text, NOW)).isEmpty();
	}

}
