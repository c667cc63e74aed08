package io.zendeskbff.connect;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.audit.ConnectionAudit;
import io.zendeskbff.connect.ConnectException.Reason;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.grant.AuthorizationRequests;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.TokenEndpoint;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.session.PortalSession;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Connects Zendesk by authorization code, RFC 6749 section 4.1: sends an owner's browser
 * there, and redeems what it brings back.
 */
final class Authorizations {

	private final AuthorizationRequests requests;

	private final PendingAuthorizations pending;

	private final TokenEndpoint endpoint;

	private final Connections connections;

	Authorizations(AuthorizationRequests requests, PendingAuthorizations pending, TokenEndpoint endpoint,
			Connections connections) {
		this.requests = requests;
		this.pending = pending;
		this.endpoint = endpoint;
		this.connections = connections;
	}

	/**
	 * Begins.
	 * @param starter the owner
	 * @param call his call
	 * @return where his browser goes
	 * @throws ConnectException when the service connects by itself
	 */
	URI begin(Caller starter, HttpServletRequest call) {
		if (!this.requests.isInteractive()) {
			throw ConnectException.of(Reason.NOT_INTERACTIVE);
		}
		OAuth2AuthorizationRequest request = this.requests.create(call);
		this.pending.add(new PendingAuthorization(request, starter, this.connections.generation(),
				PortalSession.of(call).isPresent()));
		ConnectionAudit.began(starter);
		return URI.create(request.getAuthorizationRequestUri());
	}

	/**
	 * Ends, well or not.
	 * @param callback what the browser brings back, RFC 6749 section 4.1.2
	 * @throws ConnectException when it came to nothing
	 * @throws ConnectionException when Zendesk gave no token for the code
	 * @throws RuntimeException when the account could not be read
	 */
	void end(HttpServletRequest callback) {
		PendingAuthorization begun = only(callback, OAuth2ParameterNames.STATE).flatMap(this.pending::take)
			.filter((pending) -> pending.mayBeEndedBy(callback))
			.orElseThrow(() -> ConnectException.of(Reason.STATE_UNKNOWN));
		try {
			connect(begun, code(callback));
			ConnectionAudit.connected(begun.starter());
		}
		catch (RuntimeException ex) {
			ConnectionAudit.failed(begun.starter());
			throw ex;
		}
	}

	private static String code(HttpServletRequest callback) {
		if (only(callback, OAuth2ParameterNames.ERROR).isPresent()) {
			throw ConnectException.of(Reason.DENIED);
		}
		return only(callback, OAuth2ParameterNames.CODE).orElseThrow(() -> ConnectException.of(Reason.NO_CODE));
	}

	private void connect(PendingAuthorization begun, String code) {
		try {
			if (!this.connections.connect(begun.generation(), redeemed(begun, code))) {
				throw ConnectException.of(Reason.OVERTAKEN);
			}
		}
		catch (ConnectionException ex) {
			if (ex.reason() == ConnectionException.Reason.OTHER_ACCOUNT) {
				throw ConnectException.otherAccount(ex.sentence());
			}
			throw ex;
		}
	}

	private Grant redeemed(PendingAuthorization begun, String code) {
		try {
			return this.endpoint.redeem(begun.request(), code);
		}
		catch (GrantException ex) {
			throw ConnectionException.of(ex);
		}
	}

	String grantType() {
		return this.requests.grantType();
	}

	/**
	 * Whether an owner is on his way.
	 * @param generation the connection that his is to follow
	 */
	boolean isPending(UUID generation) {
		return this.pending.isAnyFor(generation);
	}

	private static Optional<String> only(HttpServletRequest callback, String parameter) {
		String[] values = callback.getParameterValues(parameter);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? Optional.of(values[0])
				: Optional.empty();
	}

}
