package io.zendeskbff.problem;

import java.time.Duration;

import io.zendeskbff.connect.ConnectException;
import io.zendeskbff.connection.ConnectionException;

/**
 * The problems of connecting Zendesk, in words for the owner in front of his browser.
 */
final class ConnectionProblems {

	/** How long to leave Zendesk alone where it does not say itself. */
	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final String NOTHING_CHANGED = " Nothing was changed; begin again.";

	private ConnectionProblems() {
	}

	static Problem of(ConnectException failure) {
		return switch (failure.reason()) {
			case NOT_INTERACTIVE -> Problem.of(ProblemType.GRANT_NOT_INTERACTIVE, failure.sentence());
			case STATE_UNKNOWN, DENIED, NO_CODE, OVERTAKEN, OTHER_ACCOUNT ->
				Problem.of(ProblemType.AUTHORIZATION_FAILED, failure.sentence());
		};
	}

	static Problem of(ConnectionException failure) {
		String detail = failure.sentence() + NOTHING_CHANGED;
		return switch (failure.reason()) {
			case NOT_CONNECTED -> notConnected();
			case UNAVAILABLE ->
				Problem.of(ProblemType.UPSTREAM_UNAVAILABLE, detail).withRetryAfter(failure.retryAfter().orElse(PAUSE));
			case STORE_AWAY -> AccountProblems.storeUnavailable();
			case TIMED_OUT -> Problem.of(ProblemType.UPSTREAM_TIMEOUT, detail);
			case OTHER_ACCOUNT -> Problem.of(ProblemType.AUTHORIZATION_FAILED, detail);
			case REFUSED, INVALID, TOKENS_REFUSED, NO_REFRESH_TOKEN, READ_ONLY_SCOPE ->
				Problem.of(ProblemType.UPSTREAM_CREDENTIALS, detail);
		};
	}

	static Problem notConnected() {
		return Problem.of(ProblemType.NOT_CONNECTED, "Zendesk is not connected; the account's owner must connect it.");
	}

}
