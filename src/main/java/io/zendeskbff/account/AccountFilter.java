package io.zendeskbff.account;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * {@code GET} and {@code HEAD} of the account, as the caller's role may see it, answered
 * behind the security chain. No controller: what Spring MVC does to find one and to call
 * it is time that cached reads can do without.
 */
final class AccountFilter implements HttpRequestFilter {

	private static final Pattern COMMA = Pattern.compile(",");

	private final Accounts accounts;

	AccountFilter(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		switch (request.getMethod()) {
			case "GET", "HEAD" -> read(request, response);
			default -> chain.doFilter(request, response);
		}
	}

	private void read(HttpServletRequest request, HttpServletResponse response)
			throws HttpMediaTypeNotAcceptableException, IOException {
		Role role = Caller.of(request).map(Caller::requireRole).orElseThrow();
		ContentNegotiation.requireJsonAccepted(request);
		List<String> known = lines(HttpHeaders.IF_NONE_MATCH, request);
		AccountCopy copy = wantsReadNow(request) ? this.accounts.currentReadNow() : this.accounts.current();
		if (isAmong(known, copy.account().view(role))) {
			AccountAnswer.writeNotModified(copy, role, response);
		}
		else {
			AccountAnswer.write(copy, role, response);
		}
	}

	/** RFC 9111 section 5.2.1.4. */
	private static boolean wantsReadNow(HttpServletRequest request) {
		return lines(HttpHeaders.CACHE_CONTROL, request).stream()
			.flatMap(COMMA::splitAsStream)
			.anyMatch((directive) -> directive.strip().equalsIgnoreCase("no-cache"));
	}

	/** RFC 9110 section 13.1.2; a malformed header matches nothing. */
	private static boolean isAmong(List<String> known, AccountView view) {
		return !known.isEmpty()
				&& EntityTags.parse(known).filter((tags) -> tags.matchesWeakly(view.entityTag())).isPresent();
	}

	private static List<String> lines(String header, HttpServletRequest request) {
		Enumeration<String> lines = request.getHeaders(header);
		return lines.hasMoreElements() ? Collections.list(lines) : List.of();
	}

}
