package io.zendeskbff.connect;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.zendeskbff.agent.Agent;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.Standing;
import org.jspecify.annotations.Nullable;

/**
 * How the connection stands, as a caller is told it. Every member is always there; null
 * says that there is nothing to tell.
 *
 * @param status connected, connecting, broken or not-connected
 * @param grant client_credentials or authorization_code
 * @param scopes what the token was granted for
 * @param expiresAt when the token ends, null when it does not or there is none
 * @param since when the connection was made
 * @param user the connected Zendesk user
 * @param billingWritable yes, no or unknown
 * @param reason what is in the way, in a sentence
 * @param lastFailure the last time that there was no token
 */
record ConnectionAnswer(String status, String grant, List<String> scopes, @Nullable Instant expiresAt,
		@Nullable Instant since, @Nullable User user, String billingWritable, @Nullable String reason,
		@Nullable LastFailure lastFailure) {

	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The connected Zendesk user.
	 *
	 * @param role owner, administrator or agent; null when Zendesk does not say
	 */
	record User(long id, @Nullable String role, boolean enabled) {

		static User of(Agent agent) {
			return new User(agent.id(), (agent.role() != null) ? word(agent.role()) : null, agent.enabled());
		}

	}

	/**
	 * When there was no token.
	 *
	 * @param slug the problem that callers were told
	 */
	record LastFailure(String slug, Instant at) {

		static LastFailure of(Standing.Failure failure) {
			return new LastFailure(slug(failure.reason()), failure.at());
		}

		private static String slug(ConnectionException.Reason reason) {
			return switch (reason) {
				case NOT_CONNECTED -> "not-connected";
				case UNAVAILABLE -> "upstream-unavailable";
				case TIMED_OUT -> "upstream-timeout";
				case STORE_AWAY -> "store-unavailable";
				case OTHER_ACCOUNT -> "upstream-invalid";
				case REFUSED, INVALID, TOKENS_REFUSED, NO_REFRESH_TOKEN, READ_ONLY_SCOPE -> "upstream-credentials";
			};
		}

	}

}
