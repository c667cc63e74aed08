package io.zendeskbff.access;

import java.util.function.Function;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.ZendeskHttp;

/**
 * Calls Zendesk under our grant. A call that meets a 401 is repeated once with another
 * token: Zendesk does not carry out what it does not authorize.
 */
public final class AuthorizedHttp {

	private static final int UNAUTHORIZED = 401;

	private final ZendeskHttp http;

	private final Tokens tokens;

	AuthorizedHttp(ZendeskHttp http, Tokens tokens) {
		this.http = http;
		this.tokens = tokens;
	}

	/**
	 * Reads a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param allowance how long it may take, waiting for a token included, and on whose
	 * account it goes
	 * @return the answer, whatever its status
	 * @throws ConnectionException when there is no token to call with
	 * @throws io.zendeskbff.upstream.TransportException when no whole answer came
	 */
	public Answer get(String resource, Allowance allowance) {
		return call(allowance, (token) -> this.http.get(resource, token.value(), allowance));
	}

	/**
	 * Reads a resource that may be closed to us, once: a 401 says nothing of the token
	 * then, and must not cost those who read the account their own.
	 * @param resource its path below the prefix, with a leading slash
	 * @param allowance how long it may take, waiting for a token included, and on whose
	 * account it goes
	 * @return the answer, whatever its status
	 * @throws ConnectionException when there is no token to call with
	 * @throws io.zendeskbff.upstream.TransportException when no whole answer came
	 */
	public Answer getIfAllowed(String resource, Allowance allowance) {
		return this.http.get(resource, this.tokens.token(allowance.remaining()).value(), allowance);
	}

	/**
	 * Sends a change of a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param json the body
	 * @param allowance how long it may take, waiting for a token included, and on whose
	 * account it goes
	 * @return the answer, whatever its status
	 * @throws ConnectionException when there is no token to call with, and nothing was
	 * sent or Zendesk has refused it
	 * @throws io.zendeskbff.upstream.TransportException when no whole answer came
	 */
	public Answer put(String resource, byte[] json, Allowance allowance) {
		return call(allowance, (token) -> this.http.put(resource, requireWrite(token).value(), json, allowance));
	}

	private Answer call(Allowance allowance, Function<BearerToken, Answer> request) {
		Answer answer = once(allowance, request);
		return (answer.status() == UNAUTHORIZED) ? once(allowance, request) : answer;
	}

	private Answer once(Allowance allowance, Function<BearerToken, Answer> request) {
		BearerToken token = this.tokens.token(allowance.remaining());
		Answer answer = request.apply(token);
		if (answer.status() == UNAUTHORIZED) {
			this.tokens.refusals().refused(token);
		}
		else if (answer.isTaken()) {
			this.tokens.refusals().accepted(token);
		}
		return answer;
	}

	private static BearerToken requireWrite(BearerToken token) {
		if (!token.mayWrite()) {
			throw ConnectionException.of(Reason.READ_ONLY_SCOPE);
		}
		return token;
	}

}
