package io.zendeskbff.cache;

/**
 * Callers' wishes to have the account read now, of which one in five seconds is granted.
 */
@FunctionalInterface
interface Wishes {

	/** Whether this one is granted. */
	boolean grant();

}
