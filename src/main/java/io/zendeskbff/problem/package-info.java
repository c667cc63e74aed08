/**
 * Every failure as a problem, RFC 9457, in one place.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "billing", "connect", "connection", "fields", "login",
		"logout", "openapi", "origin", "portal", "session", "store", "surface" })
@NullMarked
package io.zendeskbff.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
