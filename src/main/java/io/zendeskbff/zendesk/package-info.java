/**
 * The adapter between the account's port and Zendesk's API; no public type.
 */
@ApplicationModule(allowedDependencies = { "account", "fields", "access", "agent", "connection", "grant", "renewal",
		"surface", "upstream" })
@NullMarked
package io.zendeskbff.zendesk;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
