package io.zendeskbff.surface;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

/**
 * Counts and times every request. In the place of Spring Boot's observation, which makes
 * a context and a dozen tags for each.
 */
final class RequestMeterFilter implements HttpRequestFilter {

	private final RequestMeters meters;

	RequestMeterFilter(RequestMeters meters) {
		this.meters = meters;
	}

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = System.nanoTime();
		// What the container makes of an exception that comes by.
		int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
		try {
			chain.doFilter(request, response);
			status = response.getStatus();
		}
		finally {
			this.meters.of(request, status).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

}
