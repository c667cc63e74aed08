package io.zendeskbff.upstream;

import java.io.IOException;

/**
 * What {@link RawZendesk} does, octet by octet, instead of answering well.
 */
@FunctionalInterface
public interface Fault {

	/**
	 * Answers one request, which was read to its end. Unless the connection is closed,
	 * the next request on it is waited for afterwards.
	 * @param client who has called
	 * @param zendesk whose account it is
	 * @throws IOException when the client has gone
	 */
	void strike(Conversation client, RawZendesk zendesk) throws IOException;

}
