package io.zendeskbff.connect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.zendeskbff.agent.Agent;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.agent.BillingAccess;
import io.zendeskbff.agent.UpdateVerdict;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.connection.Standing;
import io.zendeskbff.connection.Standing.Status;

/**
 * Puts together what is known of the connection and of the connected user.
 */
final class ConnectionView {

	private final ConnectionStatus connection;

	private final Agents agents;

	private final UpdateVerdict verdict;

	private final Authorizations authorizations;

	ConnectionView(ConnectionStatus connection, Agents agents, UpdateVerdict verdict, Authorizations authorizations) {
		this.connection = connection;
		this.agents = agents;
		this.verdict = verdict;
		this.authorizations = authorizations;
	}

	/**
	 * How the connection stands.
	 * @param patience how long to wait for Zendesk's word on who is connected, where it
	 * was asked just now
	 */
	ConnectionAnswer now(Duration patience) {
		Standing standing = standing();
		Optional<Agent> agent = (standing.status() == Status.CONNECTED)
				? this.agents.known(standing.generation(), patience) : Optional.empty();
		return answer(standing, agent);
	}

	private ConnectionAnswer answer(Standing standing, Optional<Agent> agent) {
		BillingAccess billing = BillingAccess.of(standing, agent, this.verdict.isForbidden());
		Optional<Standing.Token> token = Optional.ofNullable(standing.token());
		return new ConnectionAnswer(ConnectionAnswer.word(standing.status()), this.authorizations.grantType(),
				token.map((one) -> one.scopes().stream().sorted().toList()).orElse(List.of()),
				token.map(Standing.Token::expiresAt).orElse(null), standing.since(),
				agent.map(ConnectionAnswer.User::of).orElse(null), ConnectionAnswer.word(billing.writable()),
				billing.reason(),
				Optional.ofNullable(standing.lastFailure()).map(ConnectionAnswer.LastFailure::of).orElse(null));
	}

	/** An owner who is on his way to Zendesk is connecting too. */
	private Standing standing() {
		Standing known = this.connection.standing();
		boolean isOnTheWay = known.status() == Status.NOT_CONNECTED
				&& this.authorizations.isPending(known.generation());
		return isOnTheWay ? known.connecting() : known;
	}

}
