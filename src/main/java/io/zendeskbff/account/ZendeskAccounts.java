package io.zendeskbff.account;

import java.util.Optional;

import io.zendeskbff.fields.BillingUpdate;

/**
 * The port to the one account that this deployment serves, at Zendesk itself: each call
 * goes there.
 */
public interface ZendeskAccounts {

	/**
	 * Reads the account.
	 * @return the account as it is now
	 * @throws AccountException when it cannot be read
	 */
	Account current();

	/**
	 * Changes billing fields. Updates of the account are carried out one after the other.
	 * @param update the fields to change
	 * @param precondition what must hold of the owner's view just before
	 * @param leaving told just before the first byte of the update may leave, and again
	 * where it is sent again, on a thread where it may wait; what it throws keeps the
	 * update from leaving
	 * @return the account read again after the change; empty when the change is confirmed
	 * but could not be read back
	 * @throws AccountException when it fails, saying whether it may have been applied
	 */
	Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving);

}
