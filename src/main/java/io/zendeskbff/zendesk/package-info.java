/**
 * The calls of Zendesk's account, and what its answers mean; no public type.
 */
@ApplicationModule(allowedDependencies = { "account", "fields", "access", "agent", "connection", "grant", "guard",
		"renewal", "surface", "throttle", "upstream" })
@NullMarked
package io.zendeskbff.zendesk;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
