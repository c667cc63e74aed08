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
import io.zendeskbff.upstream.Answer;

import org.springframework.http.HttpHeaders;

/**
 * What Zendesk's statuses mean, for a read and for an update.
 */
final class Statuses {

	/** Our own pause when Zendesk throttles without saying for how long. */
	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final Clock clock;

	Statuses(Clock clock) {
		this.clock = clock;
	}

	Failure ofRead(Answer answer) {
		return switch (answer.status()) {
			case 401 -> Failure.Plain.CREDENTIALS_REFUSED;
			case 403 -> Failure.Plain.FORBIDDEN;
			case 429 -> throttled(answer);
			default -> ofAny(answer);
		};
	}

	/**
	 * What an answer to an update means.
	 * @param answer an answer that confirms nothing
	 * @param whyReadOnly finds out why updates are forbidden
	 */
	AccountException ofUpdate(Answer answer, Supplier<Failure> whyReadOnly) {
		return switch (answer.status()) {
			case 401 -> refused(Failure.Plain.CREDENTIALS_REFUSED);
			case 403, 405 -> refused(forbidden(answer, whyReadOnly));
			case 404, 410 -> refused(Failure.Plain.INVALID);
			case 429 -> refused(throttled(answer));
			default -> answer.isClientError() ? refused(billingRefused(answer))
					: new AccountException(ofAny(answer), Applied.UNKNOWN);
		};
	}

	private Failure ofAny(Answer answer) {
		return switch (answer.status()) {
			case 503 -> new Failure.Unavailable(retryAfter(answer).orElse(null));
			case 504 -> Failure.Plain.TIMED_OUT;
			default -> answer.isServerError() ? Failure.Plain.BROKEN : Failure.Plain.INVALID;
		};
	}

	private static AccountException refused(Failure failure) {
		return new AccountException(failure, Applied.NO);
	}

	private Failure throttled(Answer answer) {
		return new Failure.Throttled(retryAfter(answer).orElse(PAUSE));
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
