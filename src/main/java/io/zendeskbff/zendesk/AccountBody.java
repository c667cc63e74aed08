package io.zendeskbff.zendesk;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.InvalidAccountException;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.upstream.Answer;

/**
 * The account in the body of an answer.
 */
final class AccountBody {

	private AccountBody() {
	}

	/**
	 * Reads the account.
	 * @param answer an answer with status 200
	 * @param otherwise whether an update may have arrived when there is none in it
	 * @return the account
	 * @throws AccountException when there is none in it
	 */
	static Account of(Answer answer, Applied otherwise) {
		if (answer.isEncoded()) {
			throw new AccountException(Failure.Plain.UNEXPECTED, otherwise);
		}
		if (!ContentNegotiation.isJson(answer.contentType().orElse(null))) {
			throw new AccountException(Failure.Plain.INVALID, otherwise);
		}
		try {
			return Account.parse(answer.body());
		}
		catch (InvalidAccountException ex) {
			throw new AccountException(ex.isJson() ? Failure.Plain.UNEXPECTED : Failure.Plain.INVALID, otherwise, ex);
		}
	}

}
