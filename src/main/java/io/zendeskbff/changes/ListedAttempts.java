package io.zendeskbff.changes;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

import io.zendeskbff.audit.Attempts;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.Caller;

/**
 * Puts attempts on the list as they start, and says there how they ended.
 */
final class ListedAttempts implements Attempts {

	private final Changes changes;

	private final InstantSource clock;

	ListedAttempts(Changes changes, InstantSource clock) {
		this.changes = changes;
		this.clock = clock;
	}

	@Override
	public Ending started(Caller caller, Set<BillingField> fields, String requestId) {
		Change change = Change.started(this.clock.instant(), caller, fields, requestId);
		Consumer<Change> place = this.changes.add(change);
		return (outcome, applied) -> place.accept(change.ended(outcome, applied));
	}

}
