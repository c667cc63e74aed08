package io.zendeskbff.surface;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides the query of a callback from everything behind it: Spring writes the query of
 * every request to its DEBUG lines, and this one has a code and a state. Both can be read
 * as parameters all the same.
 */
final class CallbackFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new Queryless(request), response);
	}

	/** A request without its query. */
	private static final class Queryless extends HttpServletRequestWrapper {

		Queryless(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getQueryString() {
			return null;
		}

	}

}
