package io.zendeskbff.zendesk;

import io.zendeskbff.account.Failure;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.throttle.Throttle;
import io.zendeskbff.upstream.TransportException;

/**
 * What it means for the account that there is no token, or no answer.
 */
final class Failures {

	private Failures() {
	}

	static Failure of(ConnectionException failure) {
		return switch (failure.reason()) {
			case NOT_CONNECTED -> Failure.Plain.NOT_CONNECTED;
			case UNAVAILABLE -> new Failure.Unavailable(failure.retryAfter().orElse(null));
			case TIMED_OUT -> Failure.Plain.TIMED_OUT;
			case STORE_AWAY -> Failure.Plain.STORE_UNAVAILABLE;
			case REFUSED, INVALID, TOKENS_REFUSED, NO_REFRESH_TOKEN -> Failure.Plain.CREDENTIALS_REFUSED;
			case READ_ONLY_SCOPE -> Failure.Plain.READ_ONLY_GRANT;
			case OTHER_ACCOUNT -> new Failure.OtherAccount(failure.accountKey().orElseThrow());
		};
	}

	static Failure of(TransportException failure) {
		return switch (failure.fault()) {
			case UNREACHABLE -> new Failure.Unavailable(null);
			case THROTTLED -> new Failure.Throttled(failure.retryAfter().orElse(Throttle.OWN_PAUSE));
			case OVERLOADED -> Failure.Plain.OVERLOADED;
			case TIMED_OUT -> Failure.Plain.TIMED_OUT;
			case BROKEN, UNTRUSTED -> Failure.Plain.BROKEN;
			case CUT, INVALID -> Failure.Plain.INVALID;
		};
	}

}
