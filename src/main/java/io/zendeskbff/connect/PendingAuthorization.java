package io.zendeskbff.connect;

import java.util.Objects;
import java.util.UUID;

import io.zendeskbff.portal.Caller;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * An authorization that an owner has begun and Zendesk has not answered yet.
 *
 * @param request what his browser was sent to Zendesk with, and the PKCE verifier that it
 * was not given
 * @param starter who began it
 * @param generation the connection that it is to follow
 */
record PendingAuthorization(OAuth2AuthorizationRequest request, Caller starter, UUID generation) {

	/** By which it is found again. */
	String state() {
		return Objects.requireNonNull(this.request.getState(), "Spring Security sends a state with every request");
	}

	/** Never the verifier in a log. */
	@Override
	public String toString() {
		return "PendingAuthorization[generation=%s]".formatted(this.generation);
	}

}
