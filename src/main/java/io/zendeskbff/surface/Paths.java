package io.zendeskbff.surface;

import java.util.Set;

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

	/** Who is logged in. */
	public static final String SESSION = "/session";

	/** Where a session ends. */
	public static final String LOGOUT = "/logout";

	/** Where a browser goes to log in, Spring Security's path. */
	public static final String LOGIN = "/oauth2/authorization/portal";

	/** Where the identity provider sends it back to, RFC 6749 section 4.1.2. */
	public static final String LOGIN_CALLBACK = "/login/oauth2/code/portal";

	/**
	 * Where the identity provider ends sessions, OpenID Connect Back-Channel Logout 1.0.
	 */
	public static final String BACK_CHANNEL_LOGOUT = "/logout/connect/back-channel/portal";

	/** Who attempted which updates, and what came of them. */
	public static final String CHANGES = "/changes";

	/** What all of this is, for programs and their authors. */
	public static final String API_DOCS = "/v3/api-docs";

	/** Where programs and pages of portals read and change something. */
	public static final Set<String> API = Set.of(ACCOUNT, CHAT_ACCOUNT, CONNECTION, CONNECTION_AUTHORIZATION, CHANGES,
			LOGOUT);

	private Paths() {
	}

}
