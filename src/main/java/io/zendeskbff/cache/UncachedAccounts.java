package io.zendeskbff.cache;

import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;

/**
 * Keeps nothing: each caller reads for himself.
 */
final class UncachedAccounts implements Accounts {

	private final ZendeskAccounts zendesk;

	UncachedAccounts(ZendeskAccounts zendesk) {
		this.zendesk = zendesk;
	}

	@Override
	public AccountCopy current() {
		return AccountCopy.readFor(this.zendesk.current());
	}

	@Override
	public AccountCopy currentReadNow() {
		return current();
	}

	@Override
	public Optional<Account> update(BillingUpdate update, Precondition precondition) {
		return this.zendesk.update(update, precondition, UncachedAccounts::withdrawNothing);
	}

	private static void withdrawNothing() {
	}

}
