package io.zendeskbff.session;

import java.net.URI;

import io.zendeskbff.origin.CsrfFilter;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /session}: tells a page who is logged in.
 */
@RestController
class SessionController {

	private final LoginUrl loginUrl;

	private final PublicUrl own;

	SessionController(LoginUrl loginUrl, PublicUrl own) {
		this.loginUrl = loginUrl;
		this.own = own;
	}

	@GetMapping(Paths.SESSION)
	ResponseEntity<SessionAnswer> session(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(PortalSession.of(request).map(this::somebody).orElseGet(this::nobody));
	}

	private SessionAnswer somebody(PortalSession session) {
		Caller caller = session.login().caller();
		return new SessionAnswer.Somebody(true, SessionAnswer.nameOf(caller), SessionAnswer.rolesOf(caller),
				CsrfFilter.HEADER, this.own.of(Paths.LOGOUT), login(), session.expiresAt());
	}

	private SessionAnswer nobody() {
		return new SessionAnswer.Nobody(false, login());
	}

	private @Nullable URI login() {
		return this.loginUrl.any().orElse(null);
	}

}
