package io.zendeskbff.account;

import java.util.Optional;

import io.zendeskbff.fields.BillingUpdate;

/**
 * The one Zendesk Chat account that this deployment serves, for its callers.
 */
public interface Accounts {

	/**
	 * Shows the account, as new as this service is set to have it.
	 * @return the account, and where it came from
	 * @throws AccountException when it cannot be read and no copy may stand in
	 */
	AccountCopy current();

	/**
	 * Shows the account to somebody who wants it read now, {@code no-cache} of RFC 9111
	 * section 5.2.1.4. So that nobody uses up Zendesk's patience in this way, the wish is
	 * not granted to everybody.
	 * @return the account, and where it came from
	 * @throws AccountException when it cannot be read and no copy may stand in
	 */
	AccountCopy currentReadNow();

	/**
	 * Changes billing fields. Updates of the account are carried out one after the other.
	 * @param update the fields to change
	 * @param precondition what must hold of the owner's view just before, at Zendesk
	 * @return the account read again after the change; empty when the change is confirmed
	 * but could not be read back
	 * @throws AccountException when it fails, saying whether it may have been applied
	 */
	Optional<Account> update(BillingUpdate update, Precondition precondition);

}
