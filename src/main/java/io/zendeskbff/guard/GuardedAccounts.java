package io.zendeskbff.guard;

import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.ZendeskProperties;

/**
 * The account at Zendesk, for as many callers as Zendesk and we can bear. A caller's time
 * begins here, before anything that he may have to wait for; and updates have permits of
 * their own, so that they never wait behind reads.
 */
final class GuardedAccounts implements ZendeskAccounts {

	private final AccountCalls calls;

	private final Updates updates;

	private final Permits permits;

	private final ZendeskProperties properties;

	GuardedAccounts(AccountCalls calls, Updates updates, Permits permits, ZendeskProperties properties) {
		this.calls = calls;
		this.updates = updates;
		this.permits = permits;
		this.properties = properties;
	}

	@Override
	public Account current() {
		Allowance allowance = Allowance.toRead(this.properties.readDeadline());
		return Permits.holding(this.permits.reads(), () -> this.calls.read(allowance));
	}

	@Override
	public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
		Allowance allowance = Allowance.toUpdate(this.properties.writeDeadline()).announcing(leaving);
		return Permits.holding(this.permits.writes(), () -> this.updates.carryOut(update, precondition, allowance));
	}

}
