package io.zendeskbff.zendesk;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Failure;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.Deadline;
import io.zendeskbff.upstream.ZendeskProperties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Zendesk user whose grant we hold, {@code GET /agents/me}: asked when Zendesk
 * refuses an update, because only he tells why.
 */
final class ConnectedAgent {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final AuthorizedCalls calls;

	private final ZendeskProperties properties;

	ConnectedAgent(AuthorizedCalls calls, ZendeskProperties properties) {
		this.calls = calls;
		this.properties = properties;
	}

	/**
	 * Why an update is forbidden.
	 * @return that the account is read-only when even its owner may not, that he is not
	 * the owner, or that nobody knows
	 */
	Failure whyReadOnly() {
		try {
			Answer answer = this.calls.get("/agents/me", Deadline.in(this.properties.readDeadline()));
			return (answer.status() == 200) ? why(JSON.readTree(answer.body())) : Failure.Plain.FORBIDDEN;
		}
		catch (AccountException | JacksonException _) {
			return Failure.Plain.FORBIDDEN;
		}
	}

	private static Failure why(JsonNode agent) {
		JsonNode owner = agent.path("roles").path("owner");
		if (!owner.isBoolean()) {
			return Failure.Plain.FORBIDDEN;
		}
		return owner.booleanValue() ? Failure.Plain.READ_ONLY : Failure.Plain.CONNECTION_NOT_OWNER;
	}

}
