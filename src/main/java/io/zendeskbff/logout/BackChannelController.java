package io.zendeskbff.logout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.session.ConditionalOnBrowserLogin;
import io.zendeskbff.session.LogoutNotice;
import io.zendeskbff.surface.BodyReader;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the identity provider says that somebody is logged out, OpenID Connect
 * Back-Channel Logout 1.0 sections 2.5 and 2.8.
 */
@RestController
@ConditionalOnBrowserLogin
class BackChannelController {

	private static final String TOKEN = "logout_token=";

	private final BodyReader bodies;

	private final LogoutTokens tokens;

	private final BrowserSessions sessions;

	BackChannelController(BodyReader bodies, LogoutTokens tokens, BrowserSessions sessions) {
		this.bodies = bodies;
		this.tokens = tokens;
		this.sessions = sessions;
	}

	@PostMapping(Paths.BACK_CHANNEL_LOGOUT)
	ResponseEntity<Void> logout(HttpServletRequest request) throws IOException {
		String form = new String(this.bodies.read(request), StandardCharsets.US_ASCII);
		if (!this.sessions.endAll(notice(token(form)))) {
			throw new LogoutTokenException("The logout token was used before.");
		}
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
	}

	/** A JWT has no letter that a form would have to encode. */
	private static String token(String form) {
		List<String> tokens = Stream.of(form.split("&")).filter((pair) -> pair.startsWith(TOKEN)).toList();
		if (tokens.size() != 1) {
			throw new LogoutTokenException("There must be one logout_token.");
		}
		return tokens.getFirst().substring(TOKEN.length());
	}

	private LogoutNotice notice(String token) {
		try {
			return this.tokens.notice(token);
		}
		catch (BadJwtException ex) {
			throw new LogoutTokenException("The logout token is not valid.");
		}
		catch (JwtException ex) {
			throw new AuthenticationServiceException("The identity provider's keys cannot be read", ex);
		}
	}

}
