package io.zendeskbff.connection;

import java.time.Clock;

/**
 * The connection's own parts for tests of what is built on them.
 */
public final class ConnectionFixtures {

	private ConnectionFixtures() {
	}

	public static ConnectionStore memory() {
		return new MemoryConnectionStore();
	}

	/** A journal whose events nobody hears. */
	public static ConnectionJournal journal(ConnectionStore store, Clock clock) {
		return new ConnectionJournal(store, clock, (_) -> {
		});
	}

	public static ConnectionStatus status(ConnectionStore store, ConnectionJournal journal) {
		return new ConnectionStatus(store, journal);
	}

}
