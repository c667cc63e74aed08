package io.zendeskbff.revocation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that Zendesk has not confirmed a revocation: a token may live on there.
 */
final class Unconfirmed {

	private static final Logger LOGGER = LoggerFactory.getLogger(Unconfirmed.class);

	private Unconfirmed() {
	}

	/**
	 * Logs it.
	 * @param reason why, without anything that Zendesk has sent
	 * @return false, the answer of whoever revokes
	 */
	static boolean because(String reason) {
		LOGGER.atWarn().addKeyValue("reason", reason).log("A token could not be revoked at Zendesk");
		return false;
	}

}
