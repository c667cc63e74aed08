package io.zendeskbff.zendesk;

import java.util.Optional;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.renewal.AccountKeys;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.TransportException;
import io.zendeskbff.upstream.ZendeskHttp;
import io.zendeskbff.upstream.ZendeskProperties;

/**
 * Reads which account a token is for that is not in use yet, and fails as every other
 * read does.
 */
final class AccountKeyReader implements AccountKeys {

	private final ZendeskHttp http;

	private final Statuses statuses;

	private final ZendeskProperties properties;

	AccountKeyReader(ZendeskHttp http, Statuses statuses, ZendeskProperties properties) {
		this.http = http;
		this.statuses = statuses;
		this.properties = properties;
	}

	@Override
	public Optional<String> keyOf(BearerToken token) {
		Answer answer = answer(token);
		return switch (answer.status()) {
			case 200 -> Optional.of(AccountBody.of(answer, Applied.NO).key());
			case 401 -> Optional.empty();
			default -> throw this.statuses.ofRead(answer);
		};
	}

	private Answer answer(BearerToken token) {
		try {
			return this.http.get(HttpAccountCalls.PATH, token.value(),
					Allowance.toRead(this.properties.readDeadline()));
		}
		catch (TransportException ex) {
			throw new AccountException(Failures.of(ex), Applied.NO, ex);
		}
	}

}
