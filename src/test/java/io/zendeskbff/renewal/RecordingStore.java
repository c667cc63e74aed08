package io.zendeskbff.renewal;

import java.util.List;

import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.store.Mutex;

/**
 * Writes down which token is kept, and when.
 */
public final class RecordingStore implements ConnectionStore {

	private final ConnectionStore store;

	private final List<String> log;

	RecordingStore(ConnectionStore store, List<String> log) {
		this.store = store;
		this.log = log;
	}

	@Override
	public ConnectionState load() {
		return this.store.load();
	}

	@Override
	public ConnectionState loadNow() {
		return this.store.loadNow();
	}

	@Override
	public boolean replace(ConnectionState before, ConnectionState after) {
		boolean replaced = this.store.replace(before, after);
		this.log.add((replaced ? "stored " : "not stored ") + after.token().map(BearerToken::value).orElse("nothing"));
		return replaced;
	}

	@Override
	public void keepMeanwhile(ConnectionState before, ConnectionState after) {
		this.store.keepMeanwhile(before, after);
	}

	@Override
	public Mutex renewing() {
		return this.store.renewing();
	}

}
