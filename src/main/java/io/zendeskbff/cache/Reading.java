package io.zendeskbff.cache;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.shelf.Entry;

/**
 * What came of it that somebody wanted the account read.
 */
sealed interface Reading {

	/** Nobody had to: it was on the shelf by then. */
	record Found(Entry entry) implements Reading {
	}

	/** The account was read. */
	record Read(Entry entry, boolean collapsed) implements Reading {
	}

	/** The account could not be read. */
	record Failed(AccountException failure, boolean collapsed) implements Reading {
	}

}
