package io.zendeskbff.renewal;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionState;

/**
 * How the service comes to its next token without anybody's help, RFC 6749 section 1.3.
 */
interface GrantFlow {

	/**
	 * Gets a new token. Called by one at a time over all replicas.
	 * @param before the present state
	 * @return the state with the new token, not stored yet
	 * @throws ConnectionException when there is none to be had
	 */
	ConnectionState next(ConnectionState before);

	/**
	 * Whether nobody but an owner can go on from here.
	 * @param state the present state
	 * @return true when {@link #next} would be in vain
	 */
	boolean needsOwner(ConnectionState state);

	/**
	 * Whether several tokens may be obtained side by side, at nobody's loss.
	 * @return false where a token is good for one renewal only
	 */
	boolean isRepeatable();

}
