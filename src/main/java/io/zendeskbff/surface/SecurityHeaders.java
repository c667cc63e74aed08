package io.zendeskbff.surface;

import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The headers that tell browsers to take an answer for nothing but data. Ahead of the
 * security chain, because 404 and 405 are answered before it.
 */
final class SecurityHeaders {

	private static final List<Header> HEADERS = List.of(new Header("X-Content-Type-Options", "nosniff"),
			new Header("X-Frame-Options", "DENY"), new Header("Referrer-Policy", "no-referrer"),
			new Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
			new Header("Cross-Origin-Resource-Policy", "same-site"),
			new Header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.COOKIE));

	private SecurityHeaders() {
	}

	static HeaderWriterFilter filter() {
		HeaderWriterFilter filter = new HeaderWriterFilter(
				List.of(new StaticHeadersWriter(HEADERS), new HstsHeaderWriter()));
		filter.setShouldWriteHeadersEagerly(true);
		return filter;
	}

}
