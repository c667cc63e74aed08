/**
 * How an owner connects Zendesk and disconnects it, and how everybody sees that it is.
 */
@ApplicationModule(allowedDependencies = { "access", "agent", "audit", "connection", "grant", "portal", "renewal",
		"revocation", "session", "store", "surface" })
@NullMarked
package io.zendeskbff.connect;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
