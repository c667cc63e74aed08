package io.zendeskbff.revocation;

import io.zendeskbff.grant.Grant;

/**
 * Takes a grant back at Zendesk.
 */
@FunctionalInterface
public interface Revocation {

	/**
	 * Asks Zendesk to forget a grant, within a few seconds; what goes wrong is logged and
	 * not thrown.
	 * @param grant the grant
	 * @return whether Zendesk confirmed it
	 */
	boolean revoke(Grant grant);

}
