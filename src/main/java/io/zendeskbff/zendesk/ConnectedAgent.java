package io.zendeskbff.zendesk;

import io.zendeskbff.account.Failure;
import io.zendeskbff.agent.Agent;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.agent.UpdateVerdict;

/**
 * Tells why Zendesk forbids an update: only the user whose grant we hold can say, and he
 * is asked anew, because he may have changed.
 */
final class ConnectedAgent {

	private final Agents agents;

	private final UpdateVerdict verdict;

	ConnectedAgent(Agents agents, UpdateVerdict verdict) {
		this.agents = agents;
		this.verdict = verdict;
	}

	/**
	 * Why an update is forbidden.
	 * @return that the account is read-only when even its owner may not, that he is not
	 * the owner, or that nobody knows
	 */
	Failure whyReadOnly() {
		return this.agents.ask()
			.map(Agent::role)
			.map((role) -> (role == Agent.Role.OWNER) ? readOnly() : Failure.Plain.CONNECTION_NOT_OWNER)
			.orElse(Failure.Plain.FORBIDDEN);
	}

	private Failure.Plain readOnly() {
		this.verdict.forbid();
		return Failure.Plain.READ_ONLY;
	}

	/** Takes note that an update was carried out. */
	void updated() {
		this.verdict.allow();
	}

}
