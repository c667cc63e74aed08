package io.zendeskbff.portal;

import java.io.IOException;

import io.zendeskbff.store.KeyedHash;
import io.zendeskbff.surface.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Remembers who is calling, in the request for what stands outside the security chain,
 * and in the log under a hash of his name.
 */
public final class CallerFilter implements HttpRequestFilter {

	private static final String LOG_KEY = "caller";

	private final SubjectHash subjectHash;

	/**
	 * A filter for a chain of its own.
	 * @param keyedHash hides names
	 */
	public CallerFilter(KeyedHash keyedHash) {
		this.subjectHash = new SubjectHash(keyedHash);
	}

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication instanceof PortalAuthentication known) {
			Caller caller = known.getPrincipal();
			caller.rememberIn(request);
			try (MDC.MDCCloseable _ = MDC.putCloseable(LOG_KEY, this.subjectHash.of(caller))) {
				chain.doFilter(request, response);
			}
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
