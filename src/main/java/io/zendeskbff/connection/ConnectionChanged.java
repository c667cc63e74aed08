package io.zendeskbff.connection;

/**
 * Published after every change of the connection: what was known of the account or of the
 * connected user under the one before counts no longer.
 *
 * @param connected whether there is a connection now
 */
public record ConnectionChanged(boolean connected) {
}
