package io.zendeskbff.surface;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;

/**
 * The id of the trace that a request belongs to, in its log lines: the caller's, as W3C
 * Trace Context has it, or that of our own span where there is one.
 */
public final class TraceId {

	/** As Micrometer names it while a span is current. */
	private static final String LOG_KEY = "traceId";

	private static final Pattern TRACEPARENT = Pattern
		.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

	private TraceId() {
	}

	/**
	 * What a caller says of his trace.
	 * @param request the request whose {@code traceparent} is looked at
	 * @return its trace id, empty unless the header is valid
	 */
	static Optional<String> of(HttpServletRequest request) {
		return Optional.ofNullable(request.getHeader("traceparent"))
			.map(TRACEPARENT::matcher)
			.filter(Matcher::matches)
			.map((traceparent) -> traceparent.group(1));
	}

	/**
	 * Has every further log line of the present request bear an id.
	 * @param id the trace's id, 32 hexadecimal digits
	 */
	public static void log(String id) {
		MDC.put(LOG_KEY, id);
	}

	/** Nothing that this thread does next is of that trace. */
	static void forget() {
		MDC.remove(LOG_KEY);
	}

}
