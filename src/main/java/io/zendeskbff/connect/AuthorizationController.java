package io.zendeskbff.connect;

import java.net.URI;
import java.time.Duration;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The way of an owner's browser to Zendesk and back.
 */
@RestController
class AuthorizationController {

	/** How long a browser waits to be told as whom it has connected. */
	private static final Duration INTRODUCTION = Duration.ofSeconds(3);

	private final Authorizations authorizations;

	private final ConnectionView view;

	private final ConnectProperties properties;

	private final PublicUrl own;

	AuthorizationController(Authorizations authorizations, ConnectionView view, ConnectProperties properties,
			PublicUrl own) {
		this.authorizations = authorizations;
		this.view = view;
		this.properties = properties;
		this.own = own;
	}

	@PostMapping(Paths.CONNECTION_AUTHORIZATION)
	ResponseEntity<Begun> begin(@AuthenticationPrincipal Caller caller, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		return answer(HttpStatus.CREATED).body(new Begun(this.authorizations.begin(caller, request)));
	}

	/** The body says as whom one is connected, for whoever looks before he goes on. */
	@GetMapping(Paths.CONNECTION_CALLBACK)
	ResponseEntity<ConnectionAnswer> end(HttpServletRequest callback) {
		this.authorizations.end(callback);
		return answer(HttpStatus.SEE_OTHER).location(this.properties.url(this.own)).body(this.view.now(INTRODUCTION));
	}

	/**
	 * Where the owner's browser goes.
	 *
	 * @param authorizationUrl Zendesk's page, with our request
	 */
	record Begun(URI authorizationUrl) {

		/** Never the state in a log. */
		@Override
		public String toString() {
			return "Begun[]";
		}

	}

	private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
		return ResponseEntity.status(status)
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON);
	}

}
