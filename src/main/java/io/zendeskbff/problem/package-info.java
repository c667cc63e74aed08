/**
 * Every failure as a problem, RFC 9457, in one place.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "billing", "connect", "connection", "fields", "portal",
		"store", "surface" })
@NullMarked
package io.zendeskbff.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
