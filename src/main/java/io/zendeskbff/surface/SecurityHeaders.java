package io.zendeskbff.surface;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.writers.HstsHeaderWriter;

/**
 * The headers that tell browsers to take an answer for nothing but data. Ahead of the
 * security chain, because 404 and 405 are answered before it.
 */
public final class SecurityHeaders {

	private static final List<Map.Entry<String, String>> HEADERS = List.of(
			Map.entry("X-Content-Type-Options", "nosniff"), Map.entry("X-Frame-Options", "DENY"),
			Map.entry("Referrer-Policy", "no-referrer"),
			Map.entry("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
			Map.entry("Cross-Origin-Resource-Policy", "same-site"),
			Map.entry(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + HttpHeaders.COOKIE));

	private static final HstsHeaderWriter HSTS = new HstsHeaderWriter();

	private SecurityHeaders() {
	}

	/**
	 * Writes them where no filter has come by.
	 * @param response an answer that has not left yet
	 */
	public static void write(HttpServletResponse response) {
		HEADERS.forEach((header) -> response.setHeader(header.getKey(), header.getValue()));
	}

	/** Writes them first of all, so that nothing has to be looked for. */
	static void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HEADERS.forEach((header) -> response.addHeader(header.getKey(), header.getValue()));
		HSTS.writeHeaders(request, response);
		chain.doFilter(request, response);
	}

}
