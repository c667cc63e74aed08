package io.zendeskbff.session;

import java.io.IOException;
import java.util.Optional;

import io.zendeskbff.portal.PortalAuthentication;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows callers by their session, where it matters who calls.
 */
public final class SessionFilter extends OncePerRequestFilter {

	private final BrowserSessions sessions;

	/**
	 * A filter for a chain that no bearer token comes to.
	 * @param sessions finds sessions
	 */
	public SessionFilter(BrowserSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = Surface.pathOf(request);
		return !Paths.API.contains(path) && !path.equals(Paths.SESSION) && !path.equals(Paths.CONNECTION_CALLBACK);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<PortalSession> session = this.sessions.find(request);
		session.ifPresent((one) -> {
			one.rememberIn(request);
			SecurityContextHolder.getContext().setAuthentication(new PortalAuthentication(one.login().caller()));
		});
		chain.doFilter(request, response);
	}

}
