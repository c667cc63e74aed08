package io.zendeskbff.connection;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the connection with Zendesk. Versions and generations are drawn, not
 * counted: a store that lost everything never comes to one that was there before.
 *
 * @param version another one after every change
 * @param generation another one after every connect and disconnect, and the same after a
 * renewal: who began under one does not store under the next
 * @param grant what we hold, null while there is no connection
 * @param accountKey the account that the grant was admitted for, or the last one was
 * @param since when the connection was made, null while there is none
 */
public record ConnectionState(UUID version, UUID generation, @Nullable Grant grant, @Nullable String accountKey,
		@Nullable Instant since) {

	private static final UUID FIRST = new UUID(0, 0);

	/** Never connected. */
	public static final ConnectionState NONE = new ConnectionState(FIRST, FIRST, null, null, null);

	/**
	 * A new connection.
	 * @param admitted the grant to use
	 * @param key the account that it is for
	 * @param now the present
	 * @return the state to store
	 */
	public ConnectionState connected(Grant admitted, String key, Instant now) {
		return new ConnectionState(UUID.randomUUID(), UUID.randomUUID(), admitted, key, now);
	}

	/**
	 * The same connection with another token.
	 * @param next the grant to use from now on
	 * @return the state to store
	 */
	public ConnectionState renewed(Grant next) {
		return new ConnectionState(UUID.randomUUID(), this.generation, next, this.accountKey, this.since);
	}

	/**
	 * No connection. The account stays known: the next one must be to the same.
	 * @return the state to store
	 */
	public ConnectionState disconnected() {
		return new ConnectionState(UUID.randomUUID(), UUID.randomUUID(), null, this.accountKey, null);
	}

	public boolean isConnected() {
		return this.grant != null;
	}

	public Optional<BearerToken> token() {
		return Optional.ofNullable(this.grant).map(Grant::accessToken);
	}

	public boolean isSameVersion(ConnectionState other) {
		return this.version.equals(other.version);
	}

	public boolean isSameGeneration(ConnectionState other) {
		return this.generation.equals(other.generation);
	}

}
