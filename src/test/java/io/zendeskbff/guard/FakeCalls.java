package io.zendeskbff.guard;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Calls that fail as a test wants, one after the other, and then succeed.
 */
final class FakeCalls implements AccountCalls {

	static final Account ACCOUNT = Account.parse("{\"account_key\":\"k\"}".getBytes(UTF_8));

	private final Queue<AccountException> failures = new ArrayDeque<>();

	private final AtomicInteger made = new AtomicInteger();

	FakeCalls failing(AccountException... next) {
		for (AccountException failure : next) {
			this.failures.add(failure);
		}
		return this;
	}

	/** Forgets the failures that are still to come. */
	void forget() {
		this.failures.clear();
	}

	int made() {
		return this.made.get();
	}

	@Override
	public Account read(Allowance allowance) {
		call();
		return ACCOUNT;
	}

	@Override
	public void put(BillingUpdate update, Allowance allowance) {
		call();
	}

	private void call() {
		this.made.incrementAndGet();
		AccountException failure = this.failures.poll();
		if (failure != null) {
			throw failure;
		}
	}

}
