package io.zendeskbff.throttle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * A date of HTTP in the three forms that a recipient must understand, RFC 9110 section
 * 5.6.7.
 */
final class HttpDate {

	/** The last two digits of a year are of a date at most so many years ahead. */
	private static final int AHEAD = 50;

	private static final DateTimeFormatter IMF_FIXDATE = strict(
			new DateTimeFormatterBuilder().append(DateTimeFormatter.RFC_1123_DATE_TIME));

	private static final DateTimeFormatter ASCTIME = strict(
			new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss uuuu"));

	private HttpDate() {
	}

	static Optional<Instant> parse(String text, Instant now) {
		String plain = withoutLeapSecond(text);
		return parse(plain, IMF_FIXDATE).or(() -> parseRfc850(plain, now.atZone(ZoneOffset.UTC)))
			.or(() -> parse(plain, ASCTIME))
			.map(ZonedDateTime::toInstant);
	}

	/** A minute may have 61 seconds in HTTP, but not in Java. */
	private static String withoutLeapSecond(String text) {
		return text.replace(" 23:59:60", " 23:59:59");
	}

	private static Optional<ZonedDateTime> parseRfc850(String text, ZonedDateTime now) {
		int latest = now.getYear() + AHEAD;
		return parse(text, rfc850(latest)).filter((date) -> !date.isAfter(now.plusYears(AHEAD)))
			.or(() -> parse(text, rfc850(latest - 1)));
	}

	/** Reads two digits as one of the hundred years that end with the latest. */
	private static DateTimeFormatter rfc850(int latest) {
		return strict(new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
			.appendValueReduced(ChronoField.YEAR, 2, 2, latest - 99)
			.appendPattern(" HH:mm:ss 'GMT'"));
	}

	private static Optional<ZonedDateTime> parse(String text, DateTimeFormatter form) {
		try {
			return Optional.of(ZonedDateTime.parse(text, form));
		}
		catch (DateTimeParseException _) {
			return Optional.empty();
		}
	}

	private static DateTimeFormatter strict(DateTimeFormatterBuilder form) {
		return form.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT).withZone(ZoneOffset.UTC);
	}

}
