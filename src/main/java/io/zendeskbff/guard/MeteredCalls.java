package io.zendeskbff.guard;

import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;

/**
 * Counts and times every attempt as {@code bff.guard.attempts}, by call and outcome: ok,
 * or the slug of what came instead.
 */
final class MeteredCalls implements AccountCalls {

	private final AccountCalls calls;

	private final MeterRegistry meters;

	MeteredCalls(AccountCalls calls, MeterRegistry meters) {
		this.calls = calls;
		this.meters = meters;
	}

	@Override
	public Account read(Allowance allowance) {
		return timed("read", () -> this.calls.read(allowance));
	}

	@Override
	public void put(BillingUpdate update, Allowance allowance) {
		timed("update", () -> {
			this.calls.put(update, allowance);
			return true;
		});
	}

	private <T> T timed(String call, Supplier<T> attempt) {
		Timer.Sample sample = Timer.start(this.meters);
		try {
			T result = attempt.get();
			stop(sample, call, "ok");
			return result;
		}
		catch (AccountException ex) {
			stop(sample, call, ex.failure().slug());
			throw ex;
		}
	}

	private void stop(Timer.Sample sample, String call, String outcome) {
		sample.stop(Timer.builder("bff.guard.attempts")
			.description("Attempts to read or update Zendesk's account")
			.tag("call", call)
			.tag("outcome", outcome)
			.register(this.meters));
	}

}
