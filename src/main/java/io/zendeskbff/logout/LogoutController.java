package io.zendeskbff.logout;

import java.net.URI;

import io.zendeskbff.login.ReturnTo;
import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.session.ConditionalOnBrowserLogin;
import io.zendeskbff.session.PortalSession;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /logout}: ends the session here, and tells the page where to end the
 * provider's. Not by a redirect, which fetch could not follow to another site.
 */
@RestController
@ConditionalOnBrowserLogin
class LogoutController {

	private final BrowserSessions sessions;

	private final EndSessionUrl endSession;

	private final ReturnTo returnTo;

	LogoutController(BrowserSessions sessions, EndSessionUrl endSession, ReturnTo returnTo) {
		this.sessions = sessions;
		this.endSession = endSession;
		this.returnTo = returnTo;
	}

	@PostMapping(Paths.LOGOUT)
	ResponseEntity<LoggedOut> logout(HttpServletRequest request, HttpServletResponse response)
			throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		String after = this.returnTo.of(request);
		PortalSession session = PortalSession.of(request)
			.orElseThrow(() -> new InsufficientAuthenticationException("A bearer token has no session"));
		this.sessions.end(session, response);
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(new LoggedOut(this.endSession.of(session.login(), after).orElse(null)));
	}

	/**
	 * The session has ended.
	 *
	 * @param logoutUrl where the page is to go, null when the provider has no such page
	 */
	record LoggedOut(@Nullable URI logoutUrl) {

		/** Never the ID token in a log. */
		@Override
		public String toString() {
			return "LoggedOut[]";
		}

	}

}
