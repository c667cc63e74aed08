package io.zendeskbff.audit;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Follows every {@code PUT} to its end, so that the ones that anything on the way refuses
 * are written down too.
 */
final class AuditFilter extends OncePerRequestFilter {

	private final AuditLog log;

	AuditFilter(AuditLog log) {
		this.log = log;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.PUT.matches(request.getMethod());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Attempt attempt = new Attempt(this.log, request);
		try {
			chain.doFilter(request, response);
		}
		finally {
			attempt.finish(response.getStatus());
		}
	}

}
