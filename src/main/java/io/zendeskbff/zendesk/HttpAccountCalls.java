package io.zendeskbff.zendesk;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.guard.AccountCalls;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Answer;

/**
 * {@code GET} and {@code PUT} of {@code /account}, as Zendesk's "Chat Account" page
 * describes them, each once, turned into an account or a failure.
 */
final class HttpAccountCalls implements AccountCalls {

	static final String PATH = "/account";

	private final AuthorizedCalls calls;

	private final Statuses statuses;

	private final ConnectionStatus connection;

	private final ConnectedAgent agent;

	HttpAccountCalls(AuthorizedCalls calls, Statuses statuses, ConnectionStatus connection, ConnectedAgent agent) {
		this.calls = calls;
		this.statuses = statuses;
		this.connection = connection;
		this.agent = agent;
	}

	@Override
	public Account read(Allowance allowance) {
		Answer answer = this.calls.get(PATH, allowance);
		if (answer.status() != 200) {
			throw this.statuses.ofRead(answer);
		}
		return ours(answer, Applied.NO);
	}

	@Override
	public void put(BillingUpdate update, Allowance allowance) {
		Answer answer = this.calls.put(PATH, BillingBody.of(update), allowance);
		switch (answer.status()) {
			case 204 -> {
			}
			case 200 -> ours(answer, Applied.UNKNOWN);
			default -> throw this.statuses.ofUpdate(answer, this.agent::whyReadOnly);
		}
		this.agent.updated();
	}

	/** The connection was admitted for one account, and no other is ever shown. */
	private Account ours(Answer answer, Applied otherwise) {
		Account account = AccountBody.of(answer, otherwise);
		String expected = this.connection.accountKey()
			// Known when it was asked for, and lost with the store since.
			.orElseThrow(() -> new AccountException(Failure.Plain.STORE_UNAVAILABLE, otherwise));
		if (!account.key().equals(expected)) {
			throw new AccountException(Failure.Plain.GONE, otherwise);
		}
		return account;
	}

}
