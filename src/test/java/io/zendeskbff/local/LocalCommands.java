package io.zendeskbff.local;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to paste into a shell to see the service at work, in this order, and before that
 * where browsers log in.
 *
 * @param login by what they do; none where they cannot
 * @param connects whether an owner is to connect Zendesk first
 */
record LocalCommands(URI service, URI identityProvider, URI zendesk, List<LoginClient> login, boolean connects) {

	private static final String HEAD = "# Ready. Ctrl-C here stops everything.\n";

	private static final String START = """
			# Paste these into bash in another terminal, in this order.

			# Get a token as an admin's portal and one as the owner's portal (good for an hour)
			ADMIN=$(curl -sS -u portal-admin:admin-secret -d grant_type=client_credentials {idp}/oauth2/token | {token})
			OWNER=$(curl -sS -u portal-owner:owner-secret -d grant_type=client_credentials {idp}/oauth2/token | {token})

			""";

	private static final String ACCOUNT = """
			# Read the account as an admin: no billing
			curl -sSi {account} -H "Authorization: Bearer $ADMIN"; echo

			# Read the account as the owner
			curl -sSi {account} -H "Authorization: Bearer $OWNER"; echo

			# Update billing as the owner: send the changed fields only
			curl -sSi -X PUT {account} -H "Authorization: Bearer $OWNER" {json} -d '{"billing":{"city":"Zürich","phone":"+41 44 555 01 23"}}'; echo

			# See a refusal (422): no such field, and the whole update is refused
			curl -sSi -X PUT {account} -H "Authorization: Bearer $OWNER" {json} -d '{"billing":{"city":"Basel","town":"Basel"}}'; echo

			# See a refusal (403): an admin may not update
			curl -sSi -X PUT {account} -H "Authorization: Bearer $ADMIN" {json} -d '{"billing":{"city":"Basel"}}'; echo

			# Let Zendesk refuse values that the service accepts
			curl -sS -X PUT {fake} -d '{"state":"refuses-values"}'; echo

			# See what the portal gets then (422)
			curl -sSi -X PUT {account} -H "Authorization: Bearer $OWNER" {json} -d '{"billing":{"city":"Basel"}}'; echo

			# Back to normal; the answer lists the other states
			curl -sS -X PUT {fake} -d '{"state":"normal"}'; echo
			""";

	/**
	 * One command a line, each with a comment above it.
	 */
	String text() {
		String commands = this.connects ? START + ConnectCommands.CONNECT + ACCOUNT + ConnectCommands.DISCONNECT
				: START + ACCOUNT;
		return HEAD + page()
				+ commands.replace("{account}", this.service.resolve("/api/v2/account").toString())
					.replace("{connection}", this.service.resolve("/connection").toString())
					.replace("{idp}", this.identityProvider.toString())
					.replace("{fake}", this.zendesk.resolve("/fake/state").toString())
					.replace("{json}", "-H 'Content-Type: application/json'")
					.replace("{token}", member("access_token"))
					.replace("{url}", member("authorizationUrl"));
	}

	private String page() {
		String users = Arrays.stream(LocalUser.values()).map(LocalUser::id).collect(Collectors.joining(", "));
		return this.login.stream()
			.map((client) -> "# Open %s and log in as one of %s; the password is the name.\n".formatted(client.home(),
					users))
			.collect(Collectors.joining());
	}

	private static String member(String name) {
		return "sed 's/.*\"%s\":\"\\([^\"]*\\)\".*/\\1/'".formatted(name);
	}

}
