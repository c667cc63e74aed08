package io.zendeskbff.connection;

import java.time.Instant;
import java.util.Set;

import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;
import org.jspecify.annotations.Nullable;

/**
 * States of the connection for those who look at them.
 */
final class ConnectionStates {

	static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

	private ConnectionStates() {
	}

	static ConnectionState connected() {
		return ConnectionState.NONE.connected(grant(null, "read", "write"), "key", SINCE);
	}

	static Grant grant(@Nullable Instant end, String... scopes) {
		return new Grant(new BearerToken("s3cret-token", end, Set.of(scopes)), new RefreshToken("s3cret-refresh"));
	}

}
