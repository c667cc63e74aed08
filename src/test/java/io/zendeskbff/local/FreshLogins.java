package io.zendeskbff.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has a user who is logged in log in again for a client that wants it, by {@code max_age}
 * or {@code prompt=login}, OpenID Connect Core 1.0 section 3.1.2.1. Spring Authorization
 * Server heeds neither.
 */
final class FreshLogins extends OncePerRequestFilter {

	private static final String DEMAND = Demand.class.getName();

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

	private final RequestCache requests = new HttpSessionRequestCache();

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getServletPath().equals("/oauth2/authorize");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<Instant> login = login();
		if (login.isPresent() && isTooOld(login.get(), request) && !endsDemand(login.get(), request)) {
			this.requests.saveRequest(request, response);
			request.getSession().setAttribute(DEMAND, new Demand(state(request), Instant.now()));
			response.sendRedirect("/login");
			return;
		}
		if (login.isPresent()) {
			// Or the next login would come back to it.
			this.requests.removeRequest(request, response);
		}
		chain.doFilter(request, response);
	}

	/** When whoever is logged in did so: what becomes {@code auth_time}. */
	private static Optional<Instant> login() {
		return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.stream()
			.map(Authentication::getAuthorities)
			.flatMap((authorities) -> authorities.stream())
			.filter(FactorGrantedAuthority.class::isInstance)
			.map((factor) -> ((FactorGrantedAuthority) factor).getIssuedAt())
			.max(Comparator.naturalOrder());
	}

	private static boolean isTooOld(Instant login, HttpServletRequest request) {
		return "login".equals(request.getParameter("prompt")) || Optional.ofNullable(request.getParameter("max_age"))
			.filter((age) -> SECONDS.matcher(age).matches())
			.map((age) -> login.plus(Duration.ofSeconds(Long.parseLong(age))))
			.filter((end) -> Instant.now().isAfter(end))
			.isPresent();
	}

	/** Whether this request has sent the user to that login: that is good for one. */
	private static boolean endsDemand(Instant login, HttpServletRequest request) {
		boolean ends = request.getSession().getAttribute(DEMAND) instanceof Demand demand
				&& demand.state().equals(state(request)) && login.isAfter(demand.at());
		if (ends) {
			request.getSession().removeAttribute(DEMAND);
		}
		return ends;
	}

	private static String state(HttpServletRequest request) {
		return String.valueOf(request.getParameter("state"));
	}

	/**
	 * A login that was asked for.
	 *
	 * @param state of the request that asked
	 */
	private record Demand(String state, Instant at) {
	}

}
