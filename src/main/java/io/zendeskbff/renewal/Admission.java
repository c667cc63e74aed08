package io.zendeskbff.renewal;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.revocation.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * Lets a grant in only if it is for the right account: the configured one or, where none
 * is, that of the connection before.
 */
public final class Admission {

	private final AccountKeys keys;

	private final Revocation revocation;

	private final @Nullable String configuredKey;

	private final Timing timing;

	Admission(AccountKeys keys, Revocation revocation, @Nullable String configuredKey, Timing timing) {
		this.keys = keys;
		this.revocation = revocation;
		this.configuredKey = configuredKey;
		this.timing = timing;
	}

	/**
	 * Reads and compares the account's key.
	 * @param grant a grant that is not in use yet
	 * @param before the state that it is to follow
	 * @return the state with the grant, not stored yet
	 * @throws ConnectionException when Zendesk refuses the grant, or it is for another
	 * account and was given back
	 */
	public ConnectionState admit(Grant grant, ConnectionState before) {
		String key = this.keys.keyOf(grant.accessToken())
			.orElseThrow(() -> ConnectionException.of(Reason.TOKENS_REFUSED));
		String expected = (this.configuredKey != null) ? this.configuredKey : before.accountKey();
		if (expected != null && !expected.equals(key)) {
			giveBack(grant, before);
			throw ConnectionException.otherAccount(key);
		}
		return before.connected(grant, key, this.timing.now());
	}

	/**
	 * Refuses to go on with what is kept for another account than the one configured now.
	 * @param state the state that is kept
	 * @throws ConnectionException when it is for another
	 */
	public void requireOurs(ConnectionState state) {
		String kept = state.accountKey();
		if (state.isConnected() && kept != null && this.configuredKey != null && !this.configuredKey.equals(kept)) {
			throw ConnectionException.otherAccount(kept);
		}
	}

	/**
	 * Revokes, in the background, what nobody will use; but not the token in use, which
	 * Zendesk may have handed out a second time.
	 * @param grant a grant that is not kept
	 * @param present the state that is kept
	 */
	public void giveBack(Grant grant, ConnectionState present) {
		if (present.token().filter(grant.accessToken()::isSame).isEmpty()) {
			this.timing.executor().execute(() -> this.revocation.revoke(grant));
		}
	}

}
