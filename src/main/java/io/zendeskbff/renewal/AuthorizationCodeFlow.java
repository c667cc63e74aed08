package io.zendeskbff.renewal;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.RefreshToken;
import io.zendeskbff.grant.TokenEndpoint;

/**
 * An owner connects; from then on the refresh token brings the next one, RFC 6749 section
 * 6.
 */
final class AuthorizationCodeFlow implements GrantFlow {

	private final TokenEndpoint endpoint;

	AuthorizationCodeFlow(TokenEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public ConnectionState next(ConnectionState before) {
		Grant held = before.grant();
		if (held == null) {
			throw ConnectionException.of(Reason.NOT_CONNECTED);
		}
		RefreshToken refreshToken = held.refreshToken();
		if (refreshToken == null) {
			throw ConnectionException.of(Reason.NO_REFRESH_TOKEN);
		}
		try {
			return before.renewed(this.endpoint.refresh(held.accessToken(), refreshToken));
		}
		catch (GrantException ex) {
			throw ConnectionException.of(ex);
		}
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public boolean needsOwner(ConnectionState state) {
		return !state.isConnected();
	}

}
