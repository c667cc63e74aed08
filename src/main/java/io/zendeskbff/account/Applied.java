package io.zendeskbff.account;

/**
 * Whether a failed update may nevertheless have changed the account.
 */
public enum Applied {

	/** Nothing was sent, or Zendesk refused it. */
	NO,

	/** Bytes of the update left and nobody knows what became of them. */
	UNKNOWN

}
