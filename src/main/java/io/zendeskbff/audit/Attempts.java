package io.zendeskbff.audit;

import java.util.Set;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.Caller;

/**
 * Keeps a list of the updates that were attempted, for owners to look at. The audit log
 * is what counts: whatever becomes of the list, no update fails or waits for it.
 */
@FunctionalInterface
public interface Attempts {

	/**
	 * Is told that an update is about to be sent.
	 * @param caller whose it is
	 * @param fields which fields it changes
	 * @param requestId of its request
	 * @return is told how it ended
	 */
	Ending started(Caller caller, Set<BillingField> fields, String requestId);

	/** Of one attempt. */
	@FunctionalInterface
	interface Ending {

		/**
		 * Is told, once, how it ended.
		 * @param outcome {@code applied}, or the slug of the problem that the caller is
		 * told
		 * @param applied whether the account changed: yes, no or unknown
		 */
		void ended(String outcome, String applied);

	}

}
