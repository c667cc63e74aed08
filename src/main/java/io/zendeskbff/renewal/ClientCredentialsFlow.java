package io.zendeskbff.renewal;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.TokenEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The service connects by itself, RFC 6749 section 4.4, and obtains the next token like
 * the first. Only the first of a connection must be admitted.
 */
final class ClientCredentialsFlow implements GrantFlow {

	private final TokenEndpoint endpoint;

	private final Admission admission;

	private final Clock clock;

	private @Nullable Candidate candidate;

	ClientCredentialsFlow(TokenEndpoint endpoint, Admission admission, Clock clock) {
		this.endpoint = endpoint;
		this.admission = admission;
		this.clock = clock;
	}

	@Override
	public ConnectionState next(ConnectionState before) {
		return before.isConnected() ? before.renewed(issued()) : connected(before);
	}

	@Override
	public boolean isRepeatable() {
		return true;
	}

	@Override
	public boolean needsOwner(ConnectionState state) {
		return false;
	}

	/** A token that is refused at once gets one successor. */
	private ConnectionState connected(ConnectionState before) {
		try {
			return admitted(before);
		}
		catch (ConnectionException ex) {
			if (ex.reason() == Reason.TOKENS_REFUSED) {
				return admitted(before);
			}
			throw ex;
		}
	}

	private ConnectionState admitted(ConnectionState before) {
		Grant grant = candidateFor(before);
		try {
			ConnectionState after = this.admission.admit(grant, before);
			this.candidate = null;
			return after;
		}
		catch (ConnectionException ex) {
			this.candidate = null;
			throw ex;
		}
	}

	/** That the account cannot be read is no reason for another token. */
	private Grant candidateFor(ConnectionState before) {
		Candidate kept = this.candidate;
		if (kept != null && kept.isFor(before.generation()) && kept.isUsableAt(this.clock.instant())) {
			return kept.grant;
		}
		Grant issued = issued();
		this.candidate = new Candidate(before.generation(), issued);
		return issued;
	}

	private Grant issued() {
		try {
			return this.endpoint.issue();
		}
		catch (GrantException ex) {
			throw ConnectionException.of(ex);
		}
	}

	/** A token that was issued under a generation and waits to be admitted. */
	private record Candidate(UUID generation, Grant grant) {

		boolean isFor(UUID present) {
			return this.generation.equals(present);
		}

		boolean isUsableAt(Instant now) {
			return this.grant.accessToken().isUsableAt(now);
		}

	}

}
