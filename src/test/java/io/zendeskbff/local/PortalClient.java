package io.zendeskbff.local;

import java.util.Arrays;

/**
 * The portal servers that the local identity provider knows, each with the role that its
 * tokens carry.
 */
public enum PortalClient {

	/** May read the account, without billing. */
	ADMIN("portal-admin", "admin-secret", "zendesk-admin"),

	/** May read all and update billing. */
	OWNER("portal-owner", "owner-secret", "zendesk-owner");

	private final String clientId;

	private final String secret;

	private final String role;

	PortalClient(String clientId, String secret, String role) {
		this.clientId = clientId;
		this.secret = secret;
		this.role = role;
	}

	static PortalClient withId(String clientId) {
		return Arrays.stream(values()).filter((client) -> client.clientId.equals(clientId)).findAny().orElseThrow();
	}

	/**
	 * The OAuth client id, which is also the subject of its tokens.
	 */
	public String clientId() {
		return this.clientId;
	}

	/**
	 * The client secret, for HTTP Basic at the token endpoint.
	 */
	public String secret() {
		return this.secret;
	}

	/**
	 * The one value of the {@code roles} claim.
	 */
	public String role() {
		return this.role;
	}

}
