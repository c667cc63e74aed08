package io.zendeskbff.surface;

/**
 * The paths that this service answers to, below the context path.
 */
public final class Paths {

	/** Zendesk's path on the old host. */
	public static final String ACCOUNT = "/api/v2/account";

	/** Zendesk's path on the new host: clients written for it change only their base. */
	public static final String CHAT_ACCOUNT = "/api/v2/chat/account";

	/** The connection with Zendesk. */
	public static final String CONNECTION = "/connection";

	/** Where an owner begins to connect. */
	public static final String CONNECTION_AUTHORIZATION = "/connection/authorization";

	/** Where Zendesk sends the owner's browser back to, RFC 6749 section 4.1.2. */
	public static final String CONNECTION_CALLBACK = "/connection/callback";

	/** The updates that were attempted lately. */
	public static final String CHANGES = "/changes";

	private Paths() {
	}

}
