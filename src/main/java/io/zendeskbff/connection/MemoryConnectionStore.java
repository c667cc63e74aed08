package io.zendeskbff.connection;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the connection as long as the process lives.
 */
final class MemoryConnectionStore implements ConnectionStore {

	private final Lock renewing = new ReentrantLock();

	private ConnectionState state = ConnectionState.NONE;

	@Override
	public synchronized ConnectionState load() {
		return this.state;
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
	public Lock renewing() {
		return this.renewing;
	}

}
