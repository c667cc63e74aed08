package io.zendeskbff.zendesk;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.InvalidAccountException;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.Deadline;
import io.zendeskbff.upstream.ZendeskProperties;

/**
 * {@code GET} and {@code PUT} of {@code /account}, as Zendesk's "Chat Account" page
 * describes them, each once, turned into an account or a failure.
 */
final class AccountResource {

	private static final String PATH = "/account";

	private final AuthorizedCalls calls;

	private final Statuses statuses;

	private final ZendeskProperties properties;

	AccountResource(AuthorizedCalls calls, Statuses statuses, ZendeskProperties properties) {
		this.calls = calls;
		this.statuses = statuses;
		this.properties = properties;
	}

	/**
	 * Reads the account.
	 * @param deadline until when it must be there
	 * @return the account
	 * @throws AccountException otherwise
	 */
	Account read(Deadline deadline) {
		Answer answer = this.calls.get(PATH, deadline);
		if (answer.status() != 200) {
			throw new AccountException(this.statuses.ofRead(answer), Applied.NO);
		}
		return account(answer, Applied.NO);
	}

	/**
	 * Sends an update.
	 * @param update what to change
	 * @param deadline until when the answer must be there
	 * @throws AccountException unless Zendesk confirms it
	 */
	void put(BillingUpdate update, Deadline deadline) {
		Answer answer = this.calls.put(PATH, BillingBody.of(update), deadline);
		switch (answer.status()) {
			case 204 -> {
			}
			case 200 -> account(answer, Applied.UNKNOWN);
			default -> throw this.statuses.ofUpdate(answer);
		}
	}

	private Account account(Answer answer, Applied otherwise) {
		if (answer.isEncoded() || !ContentNegotiation.isJson(answer.contentType().orElse(null))) {
			throw new AccountException(Failure.Plain.INVALID, otherwise);
		}
		try {
			return requireOurs(Account.parse(answer.body()), otherwise);
		}
		catch (InvalidAccountException ex) {
			throw new AccountException(Failure.Plain.INVALID, otherwise, ex);
		}
	}

	private Account requireOurs(Account account, Applied otherwise) {
		String ours = this.properties.accountKey();
		if (ours != null && !ours.equals(account.key())) {
			throw new AccountException(Failure.Plain.INVALID, otherwise);
		}
		return account;
	}

}
