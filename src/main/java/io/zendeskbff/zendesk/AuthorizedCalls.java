package io.zendeskbff.zendesk;

import java.util.function.Supplier;

import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.TransportException;

/**
 * Calls Zendesk under our grant, and says in the account's words why no answer came and
 * whether an update may have arrived.
 */
final class AuthorizedCalls {

	private final AuthorizedHttp http;

	AuthorizedCalls(AuthorizedHttp http) {
		this.http = http;
	}

	Answer get(String resource, Allowance allowance) {
		return call(Applied.NO, () -> this.http.get(resource, allowance));
	}

	Answer put(String resource, byte[] json, Allowance allowance) {
		return call(Applied.UNKNOWN, () -> this.http.put(resource, json, allowance));
	}

	private static Answer call(Applied onceSent, Supplier<Answer> request) {
		try {
			return request.get();
		}
		catch (ConnectionException ex) {
			throw new AccountException(Failures.of(ex), Applied.NO, ex);
		}
		catch (TransportException ex) {
			throw new AccountException(Failures.of(ex), ex.isSent() ? onceSent : Applied.NO, ex);
		}
	}

}
