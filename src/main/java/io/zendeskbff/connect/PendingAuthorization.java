package io.zendeskbff.connect;

import java.util.Objects;
import java.util.UUID;

import io.zendeskbff.portal.Caller;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * An authorization that an owner has begun and Zendesk has not answered yet.
 *
 * @param request what his browser was sent to Zendesk with, and the PKCE verifier that it
 * was not given
 * @param starter who began it
 * @param generation the connection that it is to follow
 * @param bySession whether a browser with his session began it, and must end it
 */
record PendingAuthorization(OAuth2AuthorizationRequest request, Caller starter, UUID generation, boolean bySession) {

	/**
	 * Whether a browser may end it. What a portal server began, any browser that has the
	 * state may end; what a browser began, only one in which the same person is logged
	 * in: another could have been sent here with it.
	 * @param callback what the browser brings back
	 */
	boolean mayBeEndedBy(HttpServletRequest callback) {
		return !this.bySession || Caller.of(callback).filter(this.starter::isSameAs).isPresent();
	}

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
