package io.zendeskbff.load;

import java.io.IOException;

import io.zendeskbff.surface.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Ends each connection with its next answer while the service drains, so that no client
 * keeps one that is about to be closed under it, RFC 9112 section 9.6.
 */
final class DrainFilter implements HttpRequestFilter {

	private final Drain drain;

	DrainFilter(Drain drain) {
		this.drain = drain;
	}

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		closeWhenUnderway(response);
		chain.doFilter(request, response);
		// It may have begun meanwhile; an answer that has left already is left alone.
		closeWhenUnderway(response);
	}

	private void closeWhenUnderway(HttpServletResponse response) {
		if (this.drain.isUnderway()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
	}

}
