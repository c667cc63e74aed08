package io.zendeskbff.problem;

import java.util.List;
import java.util.Set;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Failure;
import io.zendeskbff.billing.Violation;
import io.zendeskbff.fields.BillingField;

/**
 * Why the account could not be read or changed, in the words of a problem.
 */
final class AccountProblems {

	private AccountProblems() {
	}

	static Problem of(AccountException failure) {
		return of(failure.failure()).with(failure.applied());
	}

	private static Problem of(Failure failure) {
		return switch (failure) {
			case Failure.Unavailable(var pause) ->
				Problem.of(ProblemType.UPSTREAM_UNAVAILABLE, "Zendesk cannot be reached at the moment.")
					.withRetryAfter((pause != null) ? pause : Problems.PAUSE);
			case Failure.Throttled(var pause) ->
				Problem.of(ProblemType.UPSTREAM_THROTTLED, "Zendesk takes no more calls for a while.")
					.withRetryAfter(pause);
			case Failure.BillingRefused(var fields) ->
				Problem.of(ProblemType.BILLING_REFUSED, "Zendesk refused the values.").with(refused(fields));
			case Failure.Plain.TIMED_OUT ->
				Problem.of(ProblemType.UPSTREAM_TIMEOUT, "Zendesk did not answer within the time allowed.");
			case Failure.Plain.BROKEN -> Problem.of(ProblemType.UPSTREAM_FAILED, "The call to Zendesk failed.");
			case Failure.Plain.INVALID, Failure.Plain.UNEXPECTED, Failure.Plain.GONE ->
				Problem.of(ProblemType.UPSTREAM_INVALID, "Zendesk did not answer with the account.");
			case Failure.Plain.FORBIDDEN -> Problem.of(ProblemType.UPSTREAM_FORBIDDEN, "Zendesk forbids this call.");
			case Failure.Plain.CREDENTIALS_REFUSED -> Problem.of(ProblemType.UPSTREAM_CREDENTIALS,
					"Zendesk refuses this service's credentials; its operator must look at the connection.");
			case Failure.Plain.READ_ONLY_GRANT -> Problem.of(ProblemType.UPSTREAM_CREDENTIALS,
					"This service may only read at Zendesk: its connection was granted without the scope write.");
			case Failure.Plain.NOT_CONNECTED -> ConnectionProblems.notConnected();
			case Failure.OtherAccount(var key) -> Problem.of(ProblemType.UPSTREAM_INVALID,
					"Zendesk's account %s is not the one that this service is for.".formatted(key));
			case Failure.Plain.READ_ONLY -> Problem.of(ProblemType.ACCOUNT_READ_ONLY,
					"The account was created in Zendesk Support, so its billing can only be changed there.");
			case Failure.Plain.CONNECTION_NOT_OWNER -> Problem.of(ProblemType.CONNECTION_NOT_OWNER,
					"This service is connected to Zendesk as a user who is not the account's owner.");
			case Failure.Plain.PRECONDITION_FAILED ->
				Problem.of(ProblemType.PRECONDITION_FAILED, "The account is not the one that If-Match names.");
			case Failure.Plain.STORE_UNAVAILABLE -> storeUnavailable();
			case Failure.Plain.OVERLOADED -> Problems.overloaded();
		};
	}

	static Problem storeUnavailable() {
		return Problem.of(ProblemType.STORE_UNAVAILABLE, "What this service's replicas share cannot be reached.")
			.withRetryAfter(Problems.PAUSE);
	}

	private static List<Violation> refused(Set<BillingField> fields) {
		return fields.stream()
			.sorted()
			.map((field) -> new Violation("/billing/" + field.key(), "refused", "was refused by Zendesk"))
			.toList();
	}

}
