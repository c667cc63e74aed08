package io.zendeskbff.throttle;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code Retry-After}, RFC 9110 section 10.2.3: seconds or a date; also the two values in
 * one that Zendesk was seen to send, of which the larger counts.
 */
public final class RetryAfter {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	/** A comma, but not the one after the name of a day within a date. */
	private static final Pattern COMMA = Pattern.compile("(?<!Mon|Tue|Wed|Thu|Fri|Sat|Sun|day),");

	private RetryAfter() {
	}

	/**
	 * Reads the lines of the header.
	 * @param lines the values as received
	 * @param now the present, for dates
	 * @return 0 to 300 seconds; empty when nothing in it makes sense
	 */
	public static Optional<Duration> parse(List<String> lines, Instant now) {
		return lines.stream()
			.flatMap(COMMA::splitAsStream)
			.map(String::strip)
			.flatMap((text) -> duration(text, now).stream())
			.max(Comparator.naturalOrder());
	}

	private static Optional<Duration> duration(String text, Instant now) {
		return text.matches("[0-9]+") ? Optional.of(seconds(text))
				: HttpDate.parse(text, now).map((date) -> bounded(Duration.between(now, date)));
	}

	private static Duration seconds(String digits) {
		return Duration.ofSeconds(new BigInteger(digits).min(BigInteger.valueOf(LONGEST.toSeconds())).longValueExact());
	}

	private static Duration bounded(Duration pause) {
		return Stream.of(pause, LONGEST)
			.min(Comparator.naturalOrder())
			.filter(Duration::isPositive)
			.orElse(Duration.ZERO);
	}

}
