package io.zendeskbff.connect;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.zendeskbff.audit.ConnectionAudit;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The connection with Zendesk: how it stands, and how to end it.
 */
@RestController
class ConnectionController {

	private final ConnectionView view;

	private final Connections connections;

	ConnectionController(ConnectionView view, Connections connections) {
		this.view = view;
		this.connections = connections;
	}

	@GetMapping(Paths.CONNECTION)
	ResponseEntity<ConnectionAnswer> show(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		return answer(this.view.now(Duration.ZERO));
	}

	@DeleteMapping(Paths.CONNECTION)
	ResponseEntity<Map<String, Boolean>> end(@AuthenticationPrincipal Caller caller, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		Optional<Grant> forgotten = this.connections.forget();
		ConnectionAudit.disconnected(caller);
		boolean revoked = forgotten.filter(this.connections::revoke).isPresent();
		return answer(Map.of("revokedAtZendesk", revoked));
	}

	private static <T> ResponseEntity<T> answer(T body) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body);
	}

}
