package io.zendeskbff.zendesk;

import java.util.function.Function;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.connection.BearerToken;
import io.zendeskbff.connection.Connection;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.Deadline;
import io.zendeskbff.upstream.TransportException;
import io.zendeskbff.upstream.ZendeskHttp;

/**
 * Calls Zendesk under our grant. A call that meets a 401 is repeated once with another
 * token: Zendesk does not carry out what it does not authorize.
 */
final class AuthorizedCalls {

	private static final int UNAUTHORIZED = 401;

	private final ZendeskHttp http;

	private final Connection connection;

	AuthorizedCalls(ZendeskHttp http, Connection connection) {
		this.http = http;
		this.connection = connection;
	}

	Answer get(String resource, Deadline deadline) {
		return call(deadline, Applied.NO, (token) -> this.http.get(resource, token, deadline));
	}

	Answer put(String resource, byte[] json, Deadline deadline) {
		return call(deadline, Applied.UNKNOWN, (token) -> this.http.put(resource, token, json, deadline));
	}

	private Answer call(Deadline deadline, Applied onceSent, Function<String, Answer> request) {
		try {
			Answer answer = authorized(deadline, request);
			return (answer.status() == UNAUTHORIZED) ? authorized(deadline, request) : answer;
		}
		catch (ConnectionException ex) {
			throw new AccountException(failure(ex.reason()), Applied.NO, ex);
		}
		catch (TransportException ex) {
			throw new AccountException(failure(ex.fault()), ex.isSent() ? onceSent : Applied.NO, ex);
		}
	}

	private Answer authorized(Deadline deadline, Function<String, Answer> request) {
		BearerToken token = this.connection.token(deadline.remaining());
		Answer answer = request.apply(token.value());
		if (answer.status() == UNAUTHORIZED) {
			this.connection.refused(token);
		}
		return answer;
	}

	private static Failure failure(ConnectionException.Reason reason) {
		return switch (reason) {
			case UNAVAILABLE -> new Failure.Unavailable(null);
			case TIMED_OUT -> Failure.Plain.TIMED_OUT;
			case REFUSED, INVALID -> Failure.Plain.CREDENTIALS_REFUSED;
		};
	}

	private static Failure failure(TransportException.Fault fault) {
		return switch (fault) {
			case UNREACHABLE -> new Failure.Unavailable(null);
			case OVERLOADED -> Failure.Plain.OVERLOADED;
			case TIMED_OUT -> Failure.Plain.TIMED_OUT;
			case BROKEN -> Failure.Plain.BROKEN;
			case INVALID -> Failure.Plain.INVALID;
		};
	}

}
