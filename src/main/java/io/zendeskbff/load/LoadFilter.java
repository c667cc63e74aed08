package io.zendeskbff.load;

import java.io.IOException;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.zendeskbff.surface.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Takes on as many requests at once as the heap has room for and refuses the others at
 * once, before anything is done for them: virtual threads set no bound.
 */
final class LoadFilter implements HttpRequestFilter {

	private final Bulkhead requests;

	LoadFilter(Bulkhead requests) {
		this.requests = requests;
	}

	/**
	 * Passes a request on.
	 * @throws BulkheadFullException when there are too many
	 */
	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		this.requests.acquirePermission();
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.requests.onComplete();
		}
	}

}
