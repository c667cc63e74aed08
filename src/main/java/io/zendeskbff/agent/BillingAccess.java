package io.zendeskbff.agent;

import java.util.Optional;

import io.zendeskbff.connection.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Whether an update of the billing details would go through, so that a portal can grey
 * out its form beforehand; from what is known here, without asking anybody.
 *
 * @param writable in a word
 * @param reason why not, null when nothing is known against it
 */
public record BillingAccess(Writable writable, @Nullable String reason) {

	/**
	 * Puts together what is known.
	 * @param standing how the connection stands
	 * @param agent the connected user, empty when nobody knows him
	 * @param isForbidden whether Zendesk forbade even its owner an update lately
	 * @return whether an update would go through
	 */
	public static BillingAccess of(Standing standing, Optional<Agent> agent, boolean isForbidden) {
		return switch (standing.status()) {
			case CONNECTED -> connected(standing, agent, isForbidden);
			case BROKEN -> no(standing.trouble());
			case CONNECTING -> new BillingAccess(Writable.UNKNOWN, "Zendesk is being connected.");
			case NOT_CONNECTED -> no("Zendesk is not connected.");
		};
	}

	private static BillingAccess connected(Standing standing, Optional<Agent> agent, boolean isForbidden) {
		Standing.Token token = standing.token();
		if (token != null && !token.mayWrite()) {
			return no("The connection was granted without the scope write.");
		}
		if (isForbidden) {
			return no("The account was created in Zendesk Support, so its billing can only be changed there.");
		}
		return agent.map(BillingAccess::of)
			.orElseGet(() -> new BillingAccess(Writable.UNKNOWN, "Zendesk has not said yet who is connected."));
	}

	private static BillingAccess of(Agent agent) {
		if (!agent.enabled()) {
			return no("The connected Zendesk user is disabled.");
		}
		if (agent.role() == null) {
			return new BillingAccess(Writable.UNKNOWN, "Zendesk does not say whether the connected user is the owner.");
		}
		return agent.isOwner() ? new BillingAccess(Writable.YES, null)
				: no("The connected Zendesk user is not the account's owner.");
	}

	private static BillingAccess no(@Nullable String reason) {
		return new BillingAccess(Writable.NO, reason);
	}

	/** In a word. */
	public enum Writable {

		YES, NO, UNKNOWN

	}

}
