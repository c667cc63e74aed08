package io.zendeskbff.guard;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;

/**
 * Makes a second attempt where that has a chance and is harmless: of a read, when the
 * first met a passing fault; of an update, when provably nothing of it was sent.
 */
final class RepeatedCalls implements AccountCalls {

	private final AccountCalls calls;

	private final Repetition repetition;

	RepeatedCalls(AccountCalls calls, Repetition repetition) {
		this.calls = calls;
		this.repetition = repetition;
	}

	@Override
	public Account read(Allowance allowance) {
		return repeated("read", this.calls::read, Verdict::mayHeal, allowance);
	}

	@Override
	public void put(BillingUpdate update, Allowance allowance) {
		repeated("update", (within) -> {
			this.calls.put(update, within);
			return true;
		}, Verdict::isUnsent, allowance);
	}

	private <T> T repeated(String what, Function<Allowance, T> call, Predicate<AccountException> harmless,
			Allowance allowance) {
		this.repetition.called();
		try {
			return call.apply(allowance);
		}
		catch (AccountException first) {
			Duration pause = this.repetition.pauseAfter(first);
			if (!harmless.test(first) || pause.compareTo(allowance.remaining()) >= 0 || !this.repetition.take()) {
				throw first;
			}
			this.repetition.pause(pause);
			return second(what, () -> call.apply(allowance.onNewConnection()), first);
		}
	}

	/** Where no second call is made after all, the first one has told more. */
	private <T> T second(String what, Supplier<T> call, AccountException first) {
		try {
			T result = call.get();
			this.repetition.ended(what, "ok");
			return result;
		}
		catch (AccountException second) {
			this.repetition.ended(what, second.failure().slug());
			throw Verdict.isOurRefusal(second) ? first : second;
		}
	}

}
