package io.zendeskbff.zendesk;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.throttle.RetryAfter;
import io.zendeskbff.throttle.Throttle;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.StatusException;

import org.springframework.http.HttpHeaders;

/**
 * What Zendesk's statuses mean, for a read and for an update.
 */
final class Statuses {

	private final Clock clock;

	Statuses(Clock clock) {
		this.clock = clock;
	}

	/**
	 * What an answer to a read means.
	 * @param answer an answer that is no account
	 */
	AccountException ofRead(Answer answer) {
		return switch (answer.status()) {
			case 401 -> refused(Failure.Plain.CREDENTIALS_REFUSED, answer);
			case 403 -> refused(Failure.Plain.FORBIDDEN, answer);
			case 429 -> refused(throttled(answer), answer);
			default -> refused(ofAny(answer), answer);
		};
	}

	/**
	 * What an answer to an update means.
	 * @param answer an answer that confirms nothing
	 * @param whyReadOnly finds out why updates are forbidden
	 */
	AccountException ofUpdate(Answer answer, Supplier<Failure> whyReadOnly) {
		return switch (answer.status()) {
			case 401 -> refused(Failure.Plain.CREDENTIALS_REFUSED, answer);
			case 403, 405 -> refused(forbidden(answer, whyReadOnly), answer);
			case 404, 410 -> refused(ofAny(answer), answer);
			case 429 -> refused(throttled(answer), answer);
			default -> answer.isClientError() ? refused(billingRefused(answer), answer)
					: new AccountException(ofAny(answer), Applied.UNKNOWN, status(answer));
		};
	}

	private Failure ofAny(Answer answer) {
		return switch (answer.status()) {
			case 503 -> new Failure.Unavailable(retryAfter(answer).orElse(null));
			case 504 -> Failure.Plain.TIMED_OUT;
			case 404, 410 -> Failure.Plain.GONE;
			// Nobody asked whether it has changed.
			case 304 -> Failure.Plain.INVALID;
			default -> ofClass(answer);
		};
	}

	/** RFC 9110 section 15; there are six- to nine-hundreds too. */
	private static Failure ofClass(Answer answer) {
		if (answer.isServerError()) {
			return Failure.Plain.BROKEN;
		}
		return (answer.status() >= 300 && answer.status() < 500) ? Failure.Plain.UNEXPECTED : Failure.Plain.INVALID;
	}

	private AccountException refused(Failure failure, Answer answer) {
		return new AccountException(failure, Applied.NO, status(answer));
	}

	private StatusException status(Answer answer) {
		return new StatusException(answer.status(), retryAfter(answer).orElse(null));
	}

	private Failure throttled(Answer answer) {
		return new Failure.Throttled(retryAfter(answer).orElse(Throttle.OWN_PAUSE));
	}

	private Optional<Duration> retryAfter(Answer answer) {
		return RetryAfter.parse(answer.header(HttpHeaders.RETRY_AFTER), this.clock.instant());
	}

	/** Without JSON it may be anybody on the way who forbids it. */
	private static Failure forbidden(Answer answer, Supplier<Failure> whyReadOnly) {
		return ErrorBody.of(answer).isPresent() ? whyReadOnly.get() : Failure.Plain.FORBIDDEN;
	}

	private static Failure billingRefused(Answer answer) {
		return new Failure.BillingRefused(ErrorBody.of(answer).map(ErrorBody::fields).orElse(Set.<BillingField>of()));
	}

}
