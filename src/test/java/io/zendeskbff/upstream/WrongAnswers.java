package io.zendeskbff.upstream;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Faults that are complete answers in HTTP's eyes, but not the account that was promised.
 */
final class WrongAnswers {

	/** Such as {@code 429 text, Retry-After: 30}: status, kind of body, one header. */
	private static final Pattern ANY = Pattern.compile("([0-9]{3})(?: ([a-z]+))?(?:, (.+))?");

	private static final String PLAN = "\"plan\":\\{.*?\\}";

	private static final String BILLING = "\"billing\":\\{.*?\\}";

	private WrongAnswers() {
	}

	/**
	 * An answer by its name.
	 * @param name one of those below; or a status with, if need be, the kind of body
	 * ({@code html}, {@code json}, {@code text} or the {@code account} itself) and, after
	 * a comma, one header
	 */
	static Fault named(String name) {
		return switch (name) {
			case "half the JSON" -> (client, zendesk) -> client
				.send(RawAnswer.of(zendesk, "200", List.of(RawAnswer.JSON), Faults.half(zendesk)));
			case "gzip" -> (client, zendesk) -> client.send(RawAnswer.of(zendesk, "200",
					List.of(RawAnswer.JSON, "Content-Encoding: gzip"), Faults.gzip(zendesk.account())));
			case "account without type" -> accountAs(List.of());
			case "account as text" -> accountAs(List.of("Content-Type: text/plain"));
			case "account as HTML" -> accountAs(List.of("Content-Type: text/html; charset=utf-8"));
			case "account in Latin-1" -> accountAs(List.of("Content-Type: application/json; charset=iso-8859-1"));
			case "no account_key" -> accountWith("\"account_key\"", "\"canary\"");
			case "account_key 1" -> accountWith("\"k1\"", "1");
			case "account_key null" -> accountWith("\"k1\"", "null");
			case "another account_key" -> accountWith("\"k1\"", "\"canary\"");
			case "plan a string" -> accountWith(PLAN, "\"plan\":\"canary\"");
			case "plan null" -> accountWith(PLAN, "\"plan\":null");
			case "billing a list" -> accountWith(BILLING, "\"billing\":[\"canary\"]");
			case "billing null" -> accountWith(BILLING, "\"billing\":null");
			case "unknown members" -> accountWith("\\{", "{\"new\":{\"x\":[1.0]},");
			case "429 until in 200 s" -> throttledUntil(Duration.ofSeconds(200));
			case "429 until an hour ago" -> throttledUntil(Duration.ofHours(-1));
			default -> any(name);
		};
	}

	private static Fault accountAs(List<String> headers) {
		return (client, zendesk) -> client.send(RawAnswer.of(zendesk, "200", headers, zendesk.account()));
	}

	private static Fault accountWith(String pattern, String replacement) {
		return (client, zendesk) -> client.send(RawAnswer.of(zendesk, "200", List.of(RawAnswer.JSON),
				zendesk.account().replaceFirst(pattern, Matcher.quoteReplacement(replacement))));
	}

	/** With the date of when it is sent. */
	private static Fault throttledUntil(Duration fromNow) {
		return (client, zendesk) -> any("429 text, Retry-After: " + date(fromNow)).strike(client, zendesk);
	}

	private static String date(Duration fromNow) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(fromNow));
	}

	private static Fault any(String name) {
		Matcher parts = ANY.matcher(name);
		if (!parts.matches()) {
			throw new IllegalArgumentException(name);
		}
		return answer(parts.group(1), parts.group(2), Stream.ofNullable(parts.group(3)));
	}

	private static Fault answer(String status, @Nullable String kind, Stream<String> header) {
		List<String> headers = Stream.concat(header, type(kind)).toList();
		return (client, zendesk) -> client.send(RawAnswer.of(zendesk, status, headers, body(kind, zendesk)));
	}

	private static Stream<String> type(@Nullable String kind) {
		return switch (kind) {
			case "html" -> Stream.of("Content-Type: text/html; charset=utf-8");
			case "text" -> Stream.of("Content-Type: text/plain");
			case "json", "account" -> Stream.of(RawAnswer.JSON);
			case null, default -> Stream.empty();
		};
	}

	private static String body(@Nullable String kind, RawZendesk zendesk) {
		return switch (kind) {
			case "html" -> "<html><title>canary</title><body>city canary</body></html>";
			case "text" -> "canary";
			case "json" -> "{\"error\":\"canary\",\"description\":\"canary\",\"details\":{\"city\":\"canary\"}}";
			case "account" -> zendesk.account();
			case null, default -> "";
		};
	}

}
