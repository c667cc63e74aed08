package io.zendeskbff.renewal;

import java.util.Optional;

import io.zendeskbff.grant.BearerToken;

/**
 * Tells which account a token is for, before it is used for anything else.
 */
@FunctionalInterface
public interface AccountKeys {

	/**
	 * Reads the account's key with a token.
	 * @param token a token that is not in use yet
	 * @return Zendesk's {@code account_key}; empty when Zendesk refuses the token
	 * @throws RuntimeException of the implementation's choice when the account cannot be
	 * read; whoever waits for the connection is given it
	 */
	Optional<String> keyOf(BearerToken token);

}
