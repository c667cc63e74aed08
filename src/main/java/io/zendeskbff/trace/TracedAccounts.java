package io.zendeskbff.trace;

import java.util.Optional;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.surface.TraceId;

/**
 * One span and one measurement, {@code bff.trace.calls}, around each call of the account
 * that goes upstream.
 */
final class TracedAccounts implements ZendeskAccounts {

	private final ZendeskAccounts accounts;

	private final ObservationRegistry observations;

	TracedAccounts(ZendeskAccounts accounts, ObservationRegistry observations) {
		this.accounts = accounts;
		this.observations = observations;
	}

	@Override
	public Account current() {
		return traced("read", this.accounts::current);
	}

	@Override
	public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
		return traced("update", () -> this.accounts.update(update, precondition, leaving));
	}

	private <T> T traced(String call, Supplier<T> work) {
		Observation observation = begun(call);
		String outcome = "failed";
		try (Observation.Scope _ = observation.openScope()) {
			T result = work.get();
			outcome = "ok";
			return result;
		}
		catch (AccountException ex) {
			outcome = ex.failure().slug();
			throw ex;
		}
		finally {
			end(observation, outcome);
		}
	}

	private Observation begun(String call) {
		return Observation.createNotStarted("bff.trace.calls", AccountCall::new, this.observations)
			.contextualName("account " + call)
			.lowCardinalityKeyValue("call", call)
			.start();
	}

	private static void end(Observation observation, String outcome) {
		observation.lowCardinalityKeyValue("outcome", outcome);
		if (!outcome.equals("ok")) {
			observation.error(new CallFailed(outcome));
		}
		observation.stop();
		remember(observation);
	}

	/** The end of the scope has taken it from the log lines that are still to come. */
	private static void remember(Observation observation) {
		TracingContext tracing = observation.getContextView().get(TracingContext.class);
		if (tracing != null && tracing.getSpan() != null && AccountCall.isForRequest()) {
			TraceId.log(tracing.getSpan().context().traceId());
		}
	}

}
