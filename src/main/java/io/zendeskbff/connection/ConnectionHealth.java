package io.zendeskbff.connection;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether somebody must look at the connection. In no probe: an outage at Zendesk must
 * not take the replicas out of rotation.
 */
final class ConnectionHealth implements HealthIndicator {

	private final ConnectionStatus connection;

	ConnectionHealth(ConnectionStatus connection) {
		this.connection = connection;
	}

	@Override
	public Health health() {
		try {
			return health(this.connection.standing().status());
		}
		catch (ConnectionException _) {
			// The store is away, and nothing is known.
			return Health.unknown().build();
		}
	}

	private static Health health(Standing.Status status) {
		return switch (status) {
			case CONNECTED -> Health.up().build();
			case CONNECTING, NOT_CONNECTED -> Health.unknown().build();
			case BROKEN -> Health.status(Status.DOWN).build();
		};
	}

}
