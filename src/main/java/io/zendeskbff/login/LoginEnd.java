package io.zendeskbff.login;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.origin.CsrfException;
import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.session.Login;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Ends a login: well, with a session; or not, and says so to the page that sent the
 * browser.
 */
final class LoginEnd implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

	private static final Logger LOGGER = LoggerFactory.getLogger(LoginEnd.class);

	private static final String FAILED = "failed";

	private final PortalUsers users;

	private final BrowserSessions sessions;

	private final HandlerExceptionResolver problems;

	private final MeterRegistry meters;

	private final InstantSource clock;

	LoginEnd(PortalUsers users, BrowserSessions sessions, HandlerExceptionResolver problems, MeterRegistry meters,
			InstantSource clock) {
		this.users = users;
		this.sessions = sessions;
		this.problems = problems;
		this.meters = meters;
		this.clock = clock;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
		PendingLogin pending = PendingLogin.endedBy(request).orElseThrow();
		if (!(authentication.getPrincipal() instanceof OidcUser user)) {
			throw new IllegalStateException("A login without openid in its scope");
		}
		Login login = this.users.login(user);
		if (pending.isFreshEnough(login.authenticatedAt(), this.clock.instant())) {
			this.sessions.begin(login, request, response);
			count("done");
			go(response, pending.returnTo());
		}
		else {
			fail(response, pending, FAILED, "max_age");
		}
	}

	/** Without a login that this browser has begun, somebody else may have begun it. */
	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) {
		PendingLogin pending = PendingLogin.endedBy(request).orElse(null);
		if (pending == null) {
			count("unknown");
			this.problems.resolveException(request, response, null, new CsrfException(
					"This browser has begun no such login in the last ten minutes; please begin anew."));
			return;
		}
		String code = code(failure);
		fail(response, pending, code.equals(OAuth2ErrorCodes.ACCESS_DENIED) ? code : FAILED, code);
	}

	private static String code(AuthenticationException failure) {
		return (failure instanceof OAuth2AuthenticationException oauth) ? oauth.getError().getErrorCode()
				: failure.getClass().getSimpleName();
	}

	/** What a user wanted is nobody's fault. */
	private void fail(HttpServletResponse response, PendingLogin pending, String error, String reason) {
		LOGGER.atLevel(error.equals(FAILED) ? Level.WARN : Level.DEBUG)
			.addKeyValue("reason", reason)
			.log("A login came to nothing");
		count(error.replace('_', '-'));
		go(response, LoginError.addedTo(pending.returnTo(), error));
	}

	private void count(String outcome) {
		this.meters.counter("bff.login.logins", "outcome", outcome).increment();
	}

	private static void go(HttpServletResponse response, String where) {
		response.setStatus(HttpServletResponse.SC_SEE_OTHER);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.LOCATION, where);
	}

}
