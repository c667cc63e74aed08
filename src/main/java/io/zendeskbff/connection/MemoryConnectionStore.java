package io.zendeskbff.connection;

import io.zendeskbff.store.LocalMutex;
import io.zendeskbff.store.Mutex;

/**
 * Keeps the connection as long as the process lives.
 */
final class MemoryConnectionStore implements ConnectionStore {

	private final Mutex renewing = new LocalMutex();

	private ConnectionState state = ConnectionState.NONE;

	@Override
	public synchronized ConnectionState load() {
		return this.state;
	}

	@Override
	public ConnectionState loadNow() {
		return load();
	}

	@Override
	public synchronized boolean replace(ConnectionState before, ConnectionState after) {
		if (!this.state.isSameVersion(before)) {
			return false;
		}
		this.state = after;
		return true;
	}

	@Override
	public void keepMeanwhile(ConnectionState before, ConnectionState after) {
		replace(before, after);
	}

	@Override
	public Mutex renewing() {
		return this.renewing;
	}

}
