package io.zendeskbff.guard;

import java.time.Duration;
import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.upstream.Allowance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the account one caller at a time so that nobody's update is lost: precondition,
 * {@code PUT}, and a read that tells what became of it.
 */
final class Updates {

	private static final Logger LOGGER = LoggerFactory.getLogger(Updates.class);

	private final AccountCalls calls;

	/** Without second attempts: it answers a question, and not a caller. */
	private final AccountCalls once;

	private final Duration readPatience;

	private final Mutex turns;

	Updates(AccountCalls calls, AccountCalls once, Duration readPatience, Mutex turns) {
		this.calls = calls;
		this.once = once;
		this.readPatience = readPatience;
		this.turns = turns;
	}

	/**
	 * Carries out an update, in its turn.
	 * @param update the fields to change
	 * @param precondition what must hold just before
	 * @param allowance how long it may take until Zendesk's answer is there
	 * @return the account read again; empty when it could not be
	 * @throws AccountException when the update fails, or may have
	 */
	Optional<Account> carryOut(BillingUpdate update, Precondition precondition, Allowance allowance) {
		takeTurn(allowance);
		try {
			requireHolds(precondition, allowance);
			return put(update, allowance.announcing(() -> leave(allowance.leaving())));
		}
		finally {
			this.turns.release();
		}
	}

	private void takeTurn(Allowance allowance) {
		try {
			if (!this.turns.acquire(allowance.remaining())) {
				throw new AccountException(Failure.Plain.TIMED_OUT, Applied.NO);
			}
		}
		catch (StoreException ex) {
			throw new AccountException(Failure.Plain.STORE_UNAVAILABLE, Applied.NO, ex);
		}
	}

	/** Not after the turn was lost: then somebody else may be updating. */
	private void leave(Runnable leaving) {
		try {
			this.turns.requireHeld();
		}
		catch (StoreException ex) {
			throw new AccountException(Failure.Plain.STORE_UNAVAILABLE, Applied.NO, ex);
		}
		leaving.run();
	}

	private void requireHolds(Precondition precondition, Allowance allowance) {
		if (precondition.isPresent() && !precondition.holdsFor(this.calls.read(allowance))) {
			throw new AccountException(Failure.Plain.PRECONDITION_FAILED, Applied.NO);
		}
	}

	/** Zendesk's answer to a PUT may be partial and is never taken for the account. */
	private Optional<Account> put(BillingUpdate update, Allowance allowance) {
		try {
			this.calls.put(update, allowance);
		}
		catch (AccountException failure) {
			return Optional.of(arrived(update, failure));
		}
		return readBack(this.calls);
	}

	private Account arrived(BillingUpdate update, AccountException failure) {
		return switch (failure.applied()) {
			case NO -> throw failure;
			case UNKNOWN -> readBack(this.once).filter((account) -> account.holds(update)).orElseThrow(() -> failure);
		};
	}

	private Optional<Account> readBack(AccountCalls by) {
		try {
			return Optional.of(by.read(Allowance.toUpdate(this.readPatience)));
		}
		catch (AccountException ex) {
			LOGGER.atWarn().addKeyValue("reason", ex.getMessage()).log("The account could not be read after an update");
			return Optional.empty();
		}
	}

}
