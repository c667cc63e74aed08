package io.zendeskbff.connection;

/**
 * Where tokens come from.
 */
@FunctionalInterface
interface TokenEndpoint {

	/**
	 * Obtains a token, RFC 6749 section 4.4.
	 * @return a token that Zendesk has just issued
	 * @throws ConnectionException when it issues none
	 */
	BearerToken issue();

}
