package io.zendeskbff.connection;

import java.util.Optional;

import io.zendeskbff.grant.GrantException;

/**
 * Says what to look at when Zendesk's token endpoint refuses, from what is known of
 * Zendesk Chat.
 */
final class RefusalAdvice {

	private RefusalAdvice() {
	}

	static Optional<String> on(GrantException failure) {
		return Optional.ofNullable(failure.error()).map(RefusalAdvice::sentence);
	}

	private static String sentence(String error) {
		String advice = switch (error) {
			case "invalid_client" -> "check its id and secret, and that the client is confidential: saving it in"
					+ " Zendesk's pages makes it public again";
			case "invalid_grant" ->
				"the grant was revoked, has expired or was used by somebody else; the owner" + " must connect again";
			case "invalid_scope" -> "check the scopes that are asked for";
			default -> "check the OAuth client in Zendesk's pages";
		};
		return "Zendesk's token endpoint answers %s: %s.".formatted(error, advice);
	}

}
