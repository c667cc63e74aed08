package io.zendeskbff.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Catches what leaves the filters behind it, so that it is answered where everything is.
 */
final class EscapedExceptionFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver problems;

	EscapedExceptionFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (this.problems.resolveException(request, response, null, ex) == null) {
				throw ex;
			}
		}
	}

}
