package io.zendeskbff.audit;

import io.zendeskbff.portal.Caller;

/**
 * Who connected Zendesk and who disconnected it.
 */
public final class ConnectionAudit {

	private ConnectionAudit() {
	}

	/**
	 * Writes down that an owner goes to Zendesk to connect it.
	 * @param owner who
	 */
	public static void began(Caller owner) {
		AuditLog.connection(owner, "begun");
	}

	/**
	 * Writes down that Zendesk is connected.
	 * @param owner who began it
	 */
	public static void connected(Caller owner) {
		AuditLog.connection(owner, "connected");
	}

	/**
	 * Writes down that it came to nothing.
	 * @param owner who began it
	 */
	public static void failed(Caller owner) {
		AuditLog.connection(owner, "failed");
	}

	/**
	 * Writes down that the connection has ended here.
	 * @param owner by whom
	 */
	public static void disconnected(Caller owner) {
		AuditLog.connection(owner, "disconnected");
	}

}
