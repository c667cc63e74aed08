package io.zendeskbff.guard;

import java.time.Duration;
import java.util.Set;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.InvalidAccountException;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.upstream.StatusException;
import io.zendeskbff.upstream.TransportException;

/**
 * What a failed call says of the next one.
 */
final class Verdict {

	/** No account, though the status said that there was one. */
	private static final Set<Failure> OTHER_ANSWERS = Set.of(Failure.Plain.INVALID, Failure.Plain.UNEXPECTED,
			Failure.Plain.GONE);

	private Verdict() {
	}

	/**
	 * Whether Zendesk, or the way there, is at fault, so that the next call is likely to
	 * fail too.
	 * @param failure what was thrown
	 * @return false for refusals of ours, of the caller's and of the credentials'
	 */
	static boolean isZendesksFault(Throwable failure) {
		return failure instanceof AccountException call && switch (call.getCause()) {
			case TransportException ex -> isZendesksFault(ex);
			case StatusException ex -> ex.status() < 400 || ex.status() >= 500;
			case InvalidAccountException _ -> true;
			case null -> OTHER_ANSWERS.contains(call.failure());
			default -> false;
		};
	}

	private static boolean isZendesksFault(TransportException failure) {
		return switch (failure.fault()) {
			case UNREACHABLE, TIMED_OUT, BROKEN, UNTRUSTED, CUT, INVALID -> true;
			case THROTTLED, OVERLOADED -> false;
		};
	}

	/**
	 * Whether a second attempt to read has a chance.
	 * @param failure why the first came to nothing
	 * @return true when a connection failed or a server on the way said that it is down
	 */
	static boolean mayHeal(AccountException failure) {
		return switch (failure.getCause()) {
			case TransportException ex -> mayHeal(ex);
			case StatusException ex -> ex.status() >= 502 && ex.status() <= 504;
			case null, default -> false;
		};
	}

	private static boolean mayHeal(TransportException failure) {
		return switch (failure.fault()) {
			case UNREACHABLE, BROKEN, CUT -> true;
			case TIMED_OUT -> !failure.isSent();
			case UNTRUSTED, INVALID, THROTTLED, OVERLOADED -> false;
		};
	}

	/**
	 * Whether an update may be sent again: provably no byte of it has left, and a second
	 * attempt has a chance.
	 * @param failure why the first came to nothing
	 */
	static boolean isUnsent(AccountException failure) {
		return failure.getCause() instanceof TransportException ex && !ex.isSent() && mayHeal(ex);
	}

	/**
	 * Whether no call was made at all, by our own decision.
	 * @param failure what was thrown
	 */
	static boolean isOurRefusal(AccountException failure) {
		return switch (failure.getCause()) {
			case CallNotPermittedException _, StoreException _ -> true;
			case TransportException ex -> !isZendesksFault(ex);
			case null, default -> false;
		};
	}

	/**
	 * The pause that Zendesk asked for.
	 * @param failure what was thrown
	 * @return zero when it asked for none
	 */
	static Duration pause(AccountException failure) {
		return (failure.getCause() instanceof StatusException ex) ? ex.retryAfter().orElse(Duration.ZERO)
				: Duration.ZERO;
	}

}
