package io.zendeskbff.zendesk;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Deadline;
import io.zendeskbff.upstream.ZendeskProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account at Zendesk itself: reads it, and updates it one caller at a time so that
 * nobody's update is lost: precondition, {@code PUT}, and a read that tells what became
 * of it.
 */
final class HttpAccounts implements Accounts {

	private static final Logger LOGGER = LoggerFactory.getLogger(HttpAccounts.class);

	private final AccountResource resource;

	private final ZendeskProperties properties;

	private final ReentrantLock writing = new ReentrantLock(true);

	HttpAccounts(AccountResource resource, ZendeskProperties properties) {
		this.resource = resource;
		this.properties = properties;
	}

	@Override
	public Account current() {
		return this.resource.read(Deadline.in(this.properties.readDeadline()));
	}

	@Override
	public Optional<Account> update(BillingUpdate update, Precondition precondition) {
		Deadline deadline = Deadline.in(this.properties.writeDeadline());
		lock(deadline);
		try {
			requireHolds(precondition, deadline);
			return put(update, deadline);
		}
		finally {
			this.writing.unlock();
		}
	}

	private void lock(Deadline deadline) {
		try {
			if (this.writing.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
				return;
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		throw new AccountException(Failure.Plain.TIMED_OUT, Applied.NO);
	}

	private void requireHolds(Precondition precondition, Deadline deadline) {
		if (precondition.isPresent() && !precondition.holdsFor(this.resource.read(deadline))) {
			throw new AccountException(Failure.Plain.PRECONDITION_FAILED, Applied.NO);
		}
	}

	/** Zendesk's answer to a PUT may be partial and is never taken for the account. */
	private Optional<Account> put(BillingUpdate update, Deadline deadline) {
		try {
			this.resource.put(update, deadline);
		}
		catch (AccountException failure) {
			return Optional.of(arrived(update, failure));
		}
		return readBack();
	}

	private Account arrived(BillingUpdate update, AccountException failure) {
		return switch (failure.applied()) {
			case NO -> throw failure;
			case UNKNOWN -> readBack().filter((account) -> account.holds(update)).orElseThrow(() -> failure);
		};
	}

	private Optional<Account> readBack() {
		try {
			return Optional.of(current());
		}
		catch (AccountException ex) {
			LOGGER.atWarn().addKeyValue("reason", ex.getMessage()).log("The account could not be read after an update");
			return Optional.empty();
		}
	}

}
