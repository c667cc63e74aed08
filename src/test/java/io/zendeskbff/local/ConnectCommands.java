package io.zendeskbff.local;

/**
 * What an owner does to connect Zendesk before anybody can read the account, and to
 * disconnect it after all.
 */
final class ConnectCommands {

	static final String CONNECT = """
			# See that nobody has connected Zendesk
			curl -sSi {connection} -H "Authorization: Bearer $ADMIN"; echo

			# Begin to connect it as the owner, and keep where his browser goes
			GOTO=$(curl -sS -X POST {connection}/authorization -H "Authorization: Bearer $OWNER" | {url})

			# Go there as his browser does: this Zendesk agrees at once and sends it back with a code
			BACK=$(curl -sS -o /dev/null -w '%{redirect_url}' "$GOTO")

			# Come back (303): the body says as whom one is connected
			curl -sSi "$BACK"; echo

			# See that the billing can be changed
			curl -sSi {connection} -H "Authorization: Bearer $ADMIN"; echo

			""";

	static final String DISCONNECT = """

			# Disconnect as the owner; the token is revoked at Zendesk
			curl -sSi -X DELETE {connection} -H "Authorization: Bearer $OWNER"; echo

			# See what the portal gets then (503)
			curl -sSi {account} -H "Authorization: Bearer $ADMIN"; echo
			""";

	private ConnectCommands() {
	}

}
