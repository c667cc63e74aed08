package io.zendeskbff.connect;

/**
 * Authorizations that came to nothing for those who must tell of them.
 */
public final class ConnectFailures {

	private ConnectFailures() {
	}

	public static ConnectException of(ConnectException.Reason reason) {
		return ConnectException.of(reason);
	}

}
