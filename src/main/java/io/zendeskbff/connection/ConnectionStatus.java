package io.zendeskbff.connection;

import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.connection.Standing.Status;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the connection stands, from what is known here: it calls nobody.
 */
public final class ConnectionStatus {

	private final ConnectionStore store;

	private final ConnectionJournal journal;

	ConnectionStatus(ConnectionStore store, ConnectionJournal journal) {
		this.store = store;
		this.journal = journal;
	}

	public Standing standing() {
		ConnectionState state = this.store.load();
		this.journal.look(state);
		ConnectionException broken = this.journal.broken();
		return new Standing(status(state, broken), state.generation(), token(state), state.since(),
				(broken != null) ? broken.sentence() : null, this.journal.last());
	}

	/**
	 * Which connection there is, as far as this process knows; asks nobody, so that it
	 * can be asked with every call.
	 * @return another one after every connect and disconnect
	 */
	public UUID knownGeneration() {
		return this.journal.generation();
	}

	/**
	 * Which account is connected.
	 * @return the key of the connected account, or of the last one; empty before the
	 * first
	 */
	public Optional<String> accountKey() {
		return Optional.ofNullable(this.store.load().accountKey());
	}

	private Status status(ConnectionState state, @Nullable ConnectionException broken) {
		if (broken != null) {
			return Status.BROKEN;
		}
		if (state.isConnected()) {
			return Status.CONNECTED;
		}
		return this.journal.isRenewing() ? Status.CONNECTING : Status.NOT_CONNECTED;
	}

	private static Standing.@Nullable Token token(ConnectionState state) {
		return state.token()
			.map((token) -> new Standing.Token(token.scopes(), token.expiresAt(), token.mayWrite()))
			.orElse(null);
	}

}
