package io.zendeskbff.guard;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;

/**
 * Makes no call while the circuit is open: a Zendesk that fails or is slow is left alone,
 * and nobody waits for it. Reads and updates share the circuit, since it is the same
 * Zendesk.
 */
final class CircuitCalls implements AccountCalls {

	private final AccountCalls calls;

	private final CircuitBreaker circuit;

	CircuitCalls(AccountCalls calls, CircuitBreaker circuit) {
		this.calls = calls;
		this.circuit = circuit;
	}

	@Override
	public Account read(Allowance allowance) {
		return permitted(() -> this.calls.read(allowance));
	}

	@Override
	public void put(BillingUpdate update, Allowance allowance) {
		permitted(() -> {
			this.calls.put(update, allowance);
			return true;
		});
	}

	private <T> T permitted(Supplier<T> call) {
		try {
			return this.circuit.executeSupplier(call);
		}
		catch (CallNotPermittedException ex) {
			throw new AccountException(new Failure.Unavailable(longestWait()), Applied.NO, ex);
		}
	}

	/** After it a call is let through to see. */
	private Duration longestWait() {
		return Duration.ofMillis(this.circuit.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState().apply(1));
	}

}
