package io.zendeskbff.session;

import java.io.IOException;
import java.util.Optional;

import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Behind all that may refuse a call: notes that its session is in use, and lets nobody
 * update billing by an old login. Whoever only asks whether he is logged in does not stay
 * so by it.
 */
public final class SessionUseFilter extends OncePerRequestFilter {

	private final BrowserSessions sessions;

	/**
	 * A filter for a chain that no bearer token comes to.
	 * @param sessions knows how long logins and sessions last
	 */
	public SessionUseFilter(BrowserSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !Paths.API.contains(Surface.pathOf(request));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<PortalSession> session = PortalSession.of(request);
		if (HttpMethod.PUT.matches(request.getMethod())) {
			session.ifPresent(this.sessions::requireFreshLogin);
		}
		session.ifPresent(this.sessions::use);
		chain.doFilter(request, response);
	}

}
