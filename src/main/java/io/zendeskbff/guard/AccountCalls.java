package io.zendeskbff.guard;

import io.zendeskbff.account.Account;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;

/**
 * The two calls of Zendesk's account. A failure's cause says what happened on the wire: a
 * {@link io.zendeskbff.upstream.TransportException} when no whole answer came, a
 * {@link io.zendeskbff.upstream.StatusException} when it was no success.
 */
public interface AccountCalls {

	/**
	 * Reads the account.
	 * @param allowance how long it may take, and on whose account it goes
	 * @return the account
	 * @throws io.zendeskbff.account.AccountException otherwise
	 */
	Account read(Allowance allowance);

	/**
	 * Sends an update.
	 * @param update what to change
	 * @param allowance how long it may take, and on whose account it goes
	 * @throws io.zendeskbff.account.AccountException unless Zendesk confirms it
	 */
	void put(BillingUpdate update, Allowance allowance);

}
