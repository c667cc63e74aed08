package io.zendeskbff.zendesk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code Retry-After}, RFC 9110 section 10.2.3: seconds or a date; also the two values in
 * one that Zendesk was seen to send, of which the larger counts.
 */
final class RetryAfter {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private RetryAfter() {
	}

	/**
	 * Reads the lines of the header.
	 * @param lines the values as received
	 * @param now the present, for dates
	 * @return 0 to 300 seconds; empty when nothing in it makes sense
	 */
	static Optional<Duration> parse(List<String> lines, Instant now) {
		return lines.stream().flatMap((line) -> durations(line.strip(), now)).max(Comparator.naturalOrder());
	}

	private static Stream<Duration> durations(String line, Instant now) {
		return date(line).map((date) -> Stream.of(bounded(Duration.between(now, date))))
			.orElseGet(() -> Stream.of(line.split(",", -1)).map(String::strip).flatMap(RetryAfter::seconds));
	}

	private static Optional<Instant> date(String text) {
		try {
			return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
		}
		catch (DateTimeParseException _) {
			return Optional.empty();
		}
	}

	private static Stream<Duration> seconds(String text) {
		if (!text.matches("[0-9]+")) {
			return Stream.empty();
		}
		return Stream.of((text.length() > 9) ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text))));
	}

	private static Duration bounded(Duration pause) {
		return Stream.of(pause, LONGEST)
			.min(Comparator.naturalOrder())
			.filter(Duration::isPositive)
			.orElse(Duration.ZERO);
	}

}
