package io.zendeskbff.connection;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How the connection with Zendesk stands, without any secret.
 *
 * @param status in a word
 * @param generation another one after every connect and disconnect
 * @param token what may be told of the access token, null while there is none
 * @param since when the connection was made, null while there is none
 * @param trouble what must be looked at, null when nothing must
 * @param lastFailure the last failure of this connection, null when there was none
 */
public record Standing(Status status, UUID generation, @Nullable Token token, @Nullable Instant since,
		@Nullable String trouble, @Nullable Failure lastFailure) {

	/**
	 * The same while an owner is on his way to Zendesk.
	 * @return a standing that is connecting
	 */
	public Standing connecting() {
		return new Standing(Status.CONNECTING, this.generation, this.token, this.since, this.trouble, this.lastFailure);
	}

	/** The status in a word. */
	public enum Status {

		/** There is a grant, with a token or the means to get one. */
		CONNECTED,

		/** The first token is being obtained. */
		CONNECTING,

		/** Nothing works until somebody looks at it. */
		BROKEN,

		/** There is no grant. */
		NOT_CONNECTED

	}

	/**
	 * What may be told of an access token.
	 *
	 * @param scopes what it was granted for
	 * @param expiresAt when it ends, null when nobody knows
	 * @param mayWrite whether it was granted for changes
	 */
	public record Token(Set<String> scopes, @Nullable Instant expiresAt, boolean mayWrite) {

		public Token {
			scopes = Set.copyOf(scopes);
		}

	}

	/**
	 * When there was no token.
	 *
	 * @param reason why
	 * @param at when
	 */
	public record Failure(ConnectionException.Reason reason, Instant at) {
	}

}
