package io.zendeskbff.cache;

import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.shelf.Shelf;
import io.zendeskbff.shelf.Withdrawal;

/**
 * Has updates carried out, and sees to it that nobody who comes after one is shown the
 * account before it.
 */
final class WatchedUpdates {

	private final ZendeskAccounts zendesk;

	private final Shelf shelf;

	WatchedUpdates(ZendeskAccounts zendesk, Shelf shelf) {
		this.zendesk = zendesk;
		this.shelf = shelf;
	}

	/**
	 * Carries an update out.
	 * @param update the fields to change
	 * @param precondition what must hold of the owner's view just before, at Zendesk
	 * @return the account read again after the change; empty when it could not be
	 * @throws AccountException when it fails, saying whether it may have been applied
	 */
	Optional<Account> carryOut(BillingUpdate update, Precondition precondition) {
		Withdrawal withdrawal = this.shelf.withdrawal();
		try {
			Optional<Account> after = this.zendesk.update(update, precondition, withdrawal::leave);
			confirm(withdrawal, update, after);
			return after;
		}
		catch (AccountException ex) {
			end(withdrawal, ex);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			withdrawal.doubted();
			throw ex;
		}
	}

	private static void confirm(Withdrawal withdrawal, BillingUpdate update, Optional<Account> after) {
		if (after.isEmpty()) {
			withdrawal.confirmed();
		}
		else if (after.get().holds(update)) {
			withdrawal.confirmed(after.get());
		}
		else {
			withdrawal.doubted();
		}
	}

	private void end(Withdrawal withdrawal, AccountException ex) {
		switch (ex.applied()) {
			case NO -> withdrawal.refused();
			case UNKNOWN -> withdrawal.doubted();
		}
		if (!withdrawal.hasLeft()) {
			heed(ex.failure());
		}
	}

	/** What the read before an update, for its precondition, has told. */
	private void heed(Failure failure) {
		if (failure == Failure.Plain.PRECONDITION_FAILED) {
			// The owner read an older account, perhaps the one that is here.
			this.shelf.distrustAll();
		}
		else if (Fallback.after(failure) == Fallback.DROP) {
			this.shelf.forget();
		}
	}

}
