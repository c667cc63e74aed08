package io.zendeskbff.surface;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The headers that tell browsers to take an answer for nothing but data. Ahead of the
 * security chain, because 404 and 405 are answered before it.
 */
public final class SecurityHeaders {

	private static final List<Header> HEADERS = List.of(new Header("X-Content-Type-Options", "nosniff"),
			new Header("X-Frame-Options", "DENY"), new Header("Referrer-Policy", "no-referrer"),
			new Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
			new Header("Cross-Origin-Resource-Policy", "same-site"),
			new Header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.COOKIE));

	private SecurityHeaders() {
	}

	/**
	 * Writes them where no filter has come by.
	 * @param response an answer that has not left yet
	 */
	public static void write(HttpServletResponse response) {
		HEADERS.forEach((header) -> response.setHeader(header.getName(), header.getValues().getFirst()));
	}

	static HeaderWriterFilter filter() {
		HeaderWriterFilter filter = new HeaderWriterFilter(
				List.of(new StaticHeadersWriter(HEADERS), new HstsHeaderWriter()));
		filter.setShouldWriteHeadersEagerly(true);
		return filter;
	}

}
