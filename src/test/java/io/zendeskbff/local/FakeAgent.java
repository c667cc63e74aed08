package io.zendeskbff.local;

import tools.jackson.databind.node.ObjectNode;

/**
 * The Zendesk user who has connected the service, as {@code agents/me} shows him.
 */
record FakeAgent(boolean owner, boolean enabled) {

	static final long ID = 5_000_000_204L;

	static FakeAgent in(FakeState state) {
		return new FakeAgent(state != FakeState.NOT_OWNER, state != FakeState.AGENT_DISABLED);
	}

	/**
	 * His JSON. That he is enabled is the boolean of real data, that he is not is the
	 * integer of the documentation: a client must take both.
	 */
	ObjectNode shown() {
		ObjectNode agent = Answers.object()
			.put("id", ID)
			.put("email", "owner@example.com")
			.put("first_name", "Zoë")
			.put("last_name", "Müller")
			.put("display_name", "Zoë")
			.put("enabled", true)
			.put("role_id", this.owner ? 1 : 2);
		agent.putObject("roles").put("owner", this.owner).put("administrator", true);
		return this.enabled ? agent : agent.put("enabled", 0);
	}

}
