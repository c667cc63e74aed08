package io.zendeskbff.surface;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

/**
 * Names each request in its answer and in every log line written for it, and there the
 * trace that it belongs to.
 */
final class RequestIdFilter implements HttpRequestFilter {

	private static final String LOG_KEY = "requestId";

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = RequestId.of(request);
		response.setHeader(RequestId.HEADER, id);
		TraceId.of(request).ifPresent(TraceId::log);
		try (MDC.MDCCloseable _ = MDC.putCloseable(LOG_KEY, id)) {
			chain.doFilter(request, response);
		}
		finally {
			TraceId.forget();
		}
	}

}
