package io.zendeskbff.problem;

import java.net.URI;
import java.util.Optional;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.RoleClaim;
import io.zendeskbff.session.LoginTooOldException;
import io.zendeskbff.session.LoginUrl;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Adds to a refusal what a user can do about it: log in, or have somebody give him a
 * role.
 */
final class LoginHints {

	private final LoginUrl loginUrl;

	private final RoleClaim roles;

	LoginHints(LoginUrl loginUrl, RoleClaim roles) {
		this.loginUrl = loginUrl;
		this.roles = roles;
	}

	Problem addTo(Problem problem, Exception failure, HttpServletRequest request) {
		if (problem.type() == ProblemType.ROLE_REQUIRED && hasNoRole(request)) {
			return problem.withDetail(problem.detail() + ' ' + this.roles.expectation());
		}
		return (problem.type().status() == HttpStatus.UNAUTHORIZED)
				? url(failure).map((url) -> told(problem, request).withLoginUrl(url)).orElse(problem) : problem;
	}

	/** Who sends no token has had a session, or wants one. */
	private static Problem told(Problem problem, HttpServletRequest request) {
		return (problem.type() == ProblemType.UNAUTHENTICATED && request.getHeader(HttpHeaders.AUTHORIZATION) == null)
				? problem.withDetail("Nobody is logged in, or the session has ended.") : problem;
	}

	private static boolean hasNoRole(HttpServletRequest request) {
		return Caller.of(request).filter((caller) -> caller.role() == null).isPresent();
	}

	private Optional<URI> url(Exception failure) {
		return (failure instanceof LoginTooOldException tooOld) ? this.loginUrl.notOlderThan(tooOld.maxAge())
				: this.loginUrl.any();
	}

}
