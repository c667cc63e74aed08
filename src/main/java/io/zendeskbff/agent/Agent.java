package io.zendeskbff.agent;

import java.util.Optional;

import io.zendeskbff.upstream.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Zendesk user whose grant we hold, {@code GET /agents/me} on Zendesk's "Chat Agents"
 * page. Of all that it tells, who he is and what he may do.
 *
 * @param id Zendesk's number of the user, larger than 32 bits
 * @param role his role, null when the answer does not tell it: the member that does is
 * deprecated, and role ids differ from account to account
 * @param enabled whether he may still work there; tokens of disabled users were seen to
 * go on working
 */
public record Agent(long id, @Nullable Role role, boolean enabled) {

	/**
	 * Reads Zendesk's answer.
	 * @param answer the answer
	 * @return empty when it names no user
	 */
	static Optional<Agent> of(Answer answer) {
		try {
			JsonNode json = JsonMapper.shared().readTree(answer.body());
			return (answer.status() == 200 && json.path("id").isIntegralNumber()) ? Optional.of(of(json))
					: Optional.empty();
		}
		catch (JacksonException _) {
			return Optional.empty();
		}
	}

	private static Agent of(JsonNode json) {
		return new Agent(json.path("id").longValue(), role(json.path("roles")), isEnabled(json.path("enabled")));
	}

	private static @Nullable Role role(JsonNode roles) {
		if (!roles.path("owner").isBoolean()) {
			return null;
		}
		if (roles.path("owner").booleanValue()) {
			return Role.OWNER;
		}
		return roles.path("administrator").asBoolean(false) ? Role.ADMINISTRATOR : Role.AGENT;
	}

	/** Documented as an integer, seen as a boolean; nobody is disabled by silence. */
	private static boolean isEnabled(JsonNode enabled) {
		return enabled.asBoolean(true);
	}

	public boolean isOwner() {
		return this.role == Role.OWNER;
	}

	/** A user's role at Zendesk. */
	public enum Role {

		OWNER, ADMINISTRATOR, AGENT

	}

}
