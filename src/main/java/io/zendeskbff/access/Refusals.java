package io.zendeskbff.access;

import java.util.UUID;

import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.renewal.Renewals;
import org.jspecify.annotations.Nullable;

/**
 * What Zendesk says of our tokens: one that it has refused is not sent again, and when it
 * refuses the next one too, new ones are of no use.
 */
final class Refusals {

	private static final int IN_A_ROW = 2;

	private final ConnectionStore store;

	private final Renewals renewals;

	private volatile @Nullable BearerToken last;

	private volatile int number;

	/** Another connection begins with a clean slate. */
	private @Nullable UUID generation;

	Refusals(ConnectionStore store, Renewals renewals) {
		this.store = store;
		this.renewals = renewals;
	}

	boolean isRefused(ConnectionState state) {
		BearerToken refused = this.last;
		return refused != null && isOf(state, refused);
	}

	/**
	 * Takes note that Zendesk answered 401 to a token.
	 * @param token the token that was sent
	 */
	synchronized void refused(BearerToken token) {
		ConnectionState present = this.store.load();
		if (isOf(present, token) && !token.equals(this.last)) {
			this.number = present.generation().equals(this.generation) ? this.number + 1 : 1;
			this.generation = present.generation();
			this.last = token;
			if (this.number >= IN_A_ROW) {
				this.renewals.distrust();
			}
		}
	}

	/**
	 * Takes note that Zendesk took a token.
	 * @param token the token that was sent
	 */
	void accepted(BearerToken token) {
		if (this.number != 0) {
			restore(token);
		}
	}

	private synchronized void restore(BearerToken token) {
		if (!token.equals(this.last) && isOf(this.store.load(), token)) {
			this.number = 0;
			this.renewals.trust();
		}
	}

	/**
	 * Takes note that a renewal has brought the refused token once more.
	 */
	void repeated() {
		this.renewals.distrust();
	}

	private static boolean isOf(ConnectionState state, BearerToken token) {
		return state.token().filter(token::isSame).isPresent();
	}

}
