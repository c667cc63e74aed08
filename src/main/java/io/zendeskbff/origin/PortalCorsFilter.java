package io.zendeskbff.origin;

import java.io.IOException;
import java.util.List;

import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of the portals' origins call with their session and read the answers,
 * refusals too. To all others there is no such thing as CORS: a preflight is a method
 * that no path takes, and browsers keep the answers from them.
 */
final class PortalCorsFilter extends OncePerRequestFilter {

	private final Origins origins;

	private final CorsConfiguration portals;

	private final DefaultCorsProcessor processor = new DefaultCorsProcessor() {

		// As a problem, and not as text.
		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			throw new CsrfException("Pages may not send that method or that header here.");
		}
	};

	PortalCorsFilter(Origins origins, CorsConfiguration portals) {
		this.origins = origins;
		this.portals = portals;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = Surface.pathOf(request);
		return !Paths.API.contains(path) && !path.equals(Paths.SESSION);
	}

	/** What is refused anyway is refused by whoever knows why. */
	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean preflight = CorsUtils.isPreFlightRequest(request);
		if (!isPortals(request) || !(preflight || isListed(request))) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
			chain.doFilter(request, response);
		}
		else if (this.processor.processRequest(this.portals, request, response) && !preflight) {
			chain.doFilter(request, response);
		}
	}

	private boolean isPortals(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin != null && this.origins.isPortals(origin);
	}

	private boolean isListed(HttpServletRequest request) {
		List<String> methods = this.portals.getAllowedMethods();
		return methods != null && methods.contains(request.getMethod());
	}

}
