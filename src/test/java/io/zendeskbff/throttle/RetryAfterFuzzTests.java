package io.zendeskbff.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for any octets as the lines of a {@code Retry-After}: a pause within bounds,
 * and one that makes sense is never lost beside garbage.
 */
class RetryAfterFuzzTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter RFC_850 = DateTimeFormatter
		.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US)
		.withZone(ZoneOffset.UTC);

	@FuzzTest
	@DictionaryEntries({ "Sun, 22 Nov 2026 10:00:42 GMT", "Sunday, 22-Nov-26 10:00:42 GMT", "Sun Nov 22 10:00:42 2026",
			"Sun Nov  1 10:00:42 2026", " 23:59:60", "GMT", "+0100", "Mon", "Feb", "29", "9999", "300", ", " })
	void pauseIsBoundedAndTheLongestWhenLinesAreAny(byte[] octets) {
		List<String> lines = List.of(new String(octets, StandardCharsets.ISO_8859_1).split("\n", -1));
		Optional<Duration> pause = RetryAfter.parse(lines, NOW);
		pause.ifPresent((it) -> assertThat(it).isBetween(Duration.ZERO, Duration.ofMinutes(5)));
		assertThat(RetryAfter.parse(lines, NOW)).isEqualTo(pause);
		assertThat(RetryAfter.parse(lines.reversed(), NOW)).isEqualTo(pause);
		if (lines.stream().allMatch((line) -> line.matches("[0-9, ]*"))) {
			assertThat(pause).isEqualTo(longest(lines));
		}
		assertCounts(lines, pause, "7", 7);
		long seconds = Arrays.hashCode(octets) % 1_000;
		for (DateTimeFormatter form : List.of(IMF_FIXDATE, RFC_850, ASCTIME)) {
			assertCounts(lines, pause, form.format(NOW.plusSeconds(seconds)), Math.clamp(seconds, 0, 300));
		}
	}

	private static void assertCounts(List<String> lines, Optional<Duration> pause, String line, long seconds) {
		Duration counted = Duration.ofSeconds(seconds);
		assertThat(RetryAfter.parse(Stream.concat(lines.stream(), Stream.of(line)).toList(), NOW))
			.contains(pause.filter((it) -> it.compareTo(counted) > 0).orElse(counted));
	}

	/** Of lines in which nothing is but numbers. */
	private static Optional<Duration> longest(List<String> lines) {
		return lines.stream()
			.flatMap((line) -> Stream.of(line.split(",")))
			.map(String::trim)
			.filter((number) -> !number.isEmpty() && !number.contains(" "))
			.map((number) -> number.replaceFirst("^0+(?=.)", ""))
			.map((number) -> (number.length() > 3) ? 300 : Math.min(300, Integer.parseInt(number)))
			.max(Integer::compare)
			.map(Duration::ofSeconds);
	}

}
