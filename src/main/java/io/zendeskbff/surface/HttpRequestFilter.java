package io.zendeskbff.surface;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A filter of HTTP requests that every call passes. Spring's {@code OncePerRequestFilter}
 * notes in each request that it was there, in case it is dispatched again; nothing is
 * dispatched here, and each filter would make its note at each call.
 */
@FunctionalInterface
public interface HttpRequestFilter extends Filter {

	@Override
	default void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
	}

	/**
	 * Does its part, and passes the request on or not.
	 * @param request the request
	 * @param response where its answer goes
	 * @param chain who comes next
	 * @throws ServletException as the chain does
	 * @throws IOException when the caller is gone
	 */
	void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException;

}
