package io.zendeskbff.surface;

/**
 * The paths that this service answers to, below the context path.
 */
public final class Paths {

	/** Zendesk's path on the old host. */
	public static final String ACCOUNT = "/api/v2/account";

	/** Zendesk's path on the new host: clients written for it change only their base. */
	public static final String CHAT_ACCOUNT = "/api/v2/chat/account";

	private Paths() {
	}

}
