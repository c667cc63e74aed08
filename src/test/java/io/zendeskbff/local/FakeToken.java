package io.zendeskbff.local;

import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token that the fake Zendesk has given out; without {@code expires} it lives until it
 * is revoked.
 *
 * @param client whom it was given to
 * @param scope the granted scopes, separated by a space
 */
record FakeToken(long id, String client, String accessToken, @Nullable String refreshToken, String scope,
		Instant created, @Nullable Instant expires) {

	boolean isLiveAt(Instant now) {
		return this.expires == null || now.isBefore(this.expires);
	}

	boolean allows(String wanted) {
		return Arrays.asList(this.scope.split(" ")).contains(wanted);
	}

	/**
	 * The token as the token list shows it.
	 */
	ObjectNode listed() {
		return Answers.object()
			.put("access_token", this.accessToken)
			.put("agent_id", FakeAgent.ID)
			.put("client_identifier", this.client)
			.put("create_date", this.created.toString())
			.put("expire_date", (this.expires != null) ? this.expires.toString() : null)
			.put("id", this.id)
			.put("refresh_token", this.refreshToken)
			.put("scopes", this.scope)
			.put("token_type", "Bearer");
	}

}
