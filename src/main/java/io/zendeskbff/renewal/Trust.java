package io.zendeskbff.renewal;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionJournal;
import org.jspecify.annotations.Nullable;

/**
 * Whether Zendesk's tokens are worth something: when there is none, or Zendesk refuses
 * the very tokens that it issues, there is a pause, and the journal tells.
 */
final class Trust {

	private final ConnectionJournal journal;

	private final Pauses pauses;

	/** Then a new token is not yet a good one. */
	private volatile boolean lost;

	Trust(ConnectionJournal journal, Pauses pauses) {
		this.journal = journal;
		this.pauses = pauses;
	}

	/** Why no token is to be asked for now, null when one may be. */
	@Nullable ConnectionException failure() {
		return this.pauses.failure();
	}

	/** Takes note of a new token. */
	void renewed() {
		if (!this.lost) {
			restore();
		}
	}

	/** Takes note that tokens are worth something. */
	void restore() {
		this.lost = false;
		this.pauses.end();
		this.journal.recover();
	}

	/** Takes note that Zendesk refuses the very tokens that it issues. */
	void lose() {
		this.lost = true;
		fail(ConnectionException.of(Reason.TOKENS_REFUSED));
	}

	/** Takes note that there is no token. */
	void fail(ConnectionException failure) {
		if (failure.reason() != Reason.NOT_CONNECTED) {
			this.pauses.begin(failure);
			this.journal.fail(failure);
		}
	}

}
