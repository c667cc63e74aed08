package io.zendeskbff.agent;

import java.time.Duration;

import io.zendeskbff.connection.ConnectionChanged;
import io.zendeskbff.upstream.Deadline;

import org.springframework.context.event.EventListener;

/**
 * Remembers for an hour that Zendesk lets nobody update the account, not even its owner,
 * as it does with accounts that were created in Zendesk Support.
 */
public final class UpdateVerdict {

	private static final Duration GOOD_FOR = Duration.ofHours(1);

	private volatile Deadline forbidden = Deadline.in(Duration.ZERO);

	/** Takes note that Zendesk forbade an update although its owner is connected. */
	public void forbid() {
		this.forbidden = Deadline.in(GOOD_FOR);
	}

	/** Takes note that Zendesk carried out an update. */
	public void allow() {
		this.forbidden = Deadline.in(Duration.ZERO);
	}

	/**
	 * Whether an update is known to be in vain.
	 * @return true within an hour after one was forbidden
	 */
	public boolean isForbidden() {
		return this.forbidden.remaining().isPositive();
	}

	@EventListener
	void onChange(ConnectionChanged change) {
		allow();
	}

}
