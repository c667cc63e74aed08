package io.zendeskbff.guard;

import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;

/**
 * How many callers may be on their way to Zendesk at a time.
 *
 * @param reads those who read
 * @param writes those who update or wait for their turn to
 */
record Permits(Bulkhead reads, Bulkhead writes) {

	/**
	 * Makes a call while holding a permit.
	 * @param permits where it is from
	 * @param call the call
	 * @return what it returns
	 * @throws AccountException when there is no permit to be had; nothing was sent then
	 */
	static <T> T holding(Bulkhead permits, Supplier<T> call) {
		try {
			return permits.executeSupplier(call);
		}
		catch (BulkheadFullException ex) {
			throw new AccountException(Failure.Plain.OVERLOADED, Applied.NO, ex);
		}
	}

}
