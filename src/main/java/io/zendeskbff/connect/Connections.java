package io.zendeskbff.connect;

import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.renewal.Admission;
import io.zendeskbff.renewal.Renewals;
import io.zendeskbff.revocation.Revocation;
import io.zendeskbff.store.StoreException;

/**
 * Begins and ends the connection with Zendesk. Who begins does so from a generation, and
 * comes to nothing when anybody connects or disconnects before he is done.
 */
public final class Connections {

	private final ConnectionStore store;

	private final Renewals renewals;

	private final Admission admission;

	private final Revocation revocation;

	Connections(ConnectionStore store, Renewals renewals, Admission admission, Revocation revocation) {
		this.store = store;
		this.renewals = renewals;
		this.admission = admission;
		this.revocation = revocation;
	}

	/**
	 * The generation from which to connect.
	 * @return another one after every connect and disconnect
	 */
	public UUID generation() {
		return this.store.load().generation();
	}

	/**
	 * Uses a grant from now on, and gives back the one before.
	 * @param generation the generation when its owner was asked for it
	 * @param grant the grant, in use nowhere; given back when this fails, unless Zendesk
	 * refuses it anyway
	 * @return false when there is another generation now, and nothing was changed
	 * @throws ConnectionException when the grant is refused or for another account, and
	 * nothing was changed
	 * @throws RuntimeException of {@link AccountKeys} when the account cannot be read,
	 * and nothing was changed
	 */
	public boolean connect(UUID generation, Grant grant) {
		Optional<ConnectionState> before = replacedOrGivenBack(generation, grant);
		before.map(ConnectionState::grant).ifPresent(this::giveBack);
		if (before.isEmpty()) {
			giveBack(grant);
		}
		return before.isPresent();
	}

	private Optional<ConnectionState> replacedOrGivenBack(UUID generation, Grant grant) {
		ConnectionState after = admitted(grant);
		try {
			return replaced(generation, after);
		}
		catch (StoreException ex) {
			// Where there is no answer, it may be in use now.
			if (ex.isRefusal()) {
				giveBack(grant);
			}
			throw ex;
		}
	}

	private ConnectionState admitted(Grant grant) {
		try {
			return this.admission.admit(grant, this.store.load());
		}
		catch (ConnectionException ex) {
			if (ex.reason() == ConnectionException.Reason.STORE_AWAY) {
				giveBack(grant);
			}
			throw ex;
		}
		catch (RuntimeException ex) {
			giveBack(grant);
			throw ex;
		}
	}

	/** A renewal in between changes the version and not the generation. */
	private Optional<ConnectionState> replaced(UUID generation, ConnectionState after) {
		ConnectionState before = this.store.load();
		if (!before.generation().equals(generation)) {
			return Optional.empty();
		}
		if (!isStored(before, after)) {
			return replaced(generation, after);
		}
		this.renewals.follow(after);
		return Optional.of(before);
	}

	/**
	 * An answer that got lost may have been a yes; asked once more, the store says so.
	 */
	private boolean isStored(ConnectionState before, ConnectionState after) {
		try {
			return this.store.replace(before, after);
		}
		catch (StoreException ex) {
			if (ex.isRefusal()) {
				throw ex;
			}
			return this.store.replace(before, after);
		}
	}

	private void giveBack(Grant grant) {
		this.admission.giveBack(grant, known());
	}

	private ConnectionState known() {
		try {
			return this.store.load();
		}
		catch (ConnectionException _) {
			// The store is away, and what it holds is not this grant.
			return ConnectionState.NONE;
		}
	}

	/**
	 * Forgets the connection, whether or not Zendesk can be reached.
	 * @return what we held, for {@link #revoke}
	 */
	public Optional<Grant> forget() {
		ConnectionState before = this.store.load();
		ConnectionState after = before.disconnected();
		if (!isStored(before, after)) {
			return forget();
		}
		this.renewals.follow(after);
		return Optional.ofNullable(before.grant());
	}

	/**
	 * Revokes at Zendesk what was forgotten here, within a few seconds.
	 * @param forgotten what we held
	 * @return whether Zendesk has confirmed it
	 */
	boolean revoke(Grant forgotten) {
		return this.revocation.revoke(forgotten);
	}

}
