package io.zendeskbff.origin;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes calls of a session, reads included, only from our own pages and the portals'. The
 * header shows that a script made the call which CORS lets through; the browser's own
 * word on where the script is from must not say otherwise.
 */
public final class CsrfFilter extends OncePerRequestFilter {

	/**
	 * The header that each call must carry, whatever its value: no other site's page can
	 * send it without asking.
	 */
	public static final String HEADER = "X-Zendesk-Account-Bff";

	private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

	private final Origins origins;

	/**
	 * A filter for a chain that no bearer token comes to, behind what knows callers.
	 * @param origins whose pages may call
	 */
	public CsrfFilter(Origins origins) {
		this.origins = origins;
	}

	/** Who has no session is told that first. */
	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !Paths.API.contains(Surface.pathOf(request))
				|| SecurityContextHolder.getContext().getAuthentication() == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getHeader(HEADER) == null) {
			throw new CsrfException("A call with a session must carry the header " + HEADER + ".");
		}
		if (!isFromTrustedPage(request)) {
			throw new CsrfException("Pages of that origin may not call with a session.");
		}
		chain.doFilter(request, response);
	}

	/** Old browsers say nothing of the site; none says nothing of a foreign origin. */
	private boolean isFromTrustedPage(HttpServletRequest request) {
		List<String> from = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
		boolean trusted = from.size() == 1 && this.origins.isTrusted(from.getFirst());
		if (!from.isEmpty() && !trusted) {
			return false;
		}
		return switch (request.getHeader(SEC_FETCH_SITE)) {
			case "same-origin" -> true;
			case "same-site" -> trusted;
			case null -> true;
			default -> false;
		};
	}

}
