package io.zendeskbff.problem;

import java.io.IOException;

import io.zendeskbff.surface.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Catches what leaves the filters behind it, so that it is answered where everything is.
 */
final class EscapedExceptionFilter implements HttpRequestFilter {

	private final HandlerExceptionResolver problems;

	EscapedExceptionFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
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
