/**
 * The self-check, {@code --check}: tries everything that the service needs from outside,
 * says what is wrong and what to do, and ends.
 */
@ApplicationModule(allowedDependencies = { "access", "account", "agent", "connection", "grant", "login", "outgoing",
		"portal", "store", "upstream" })
@NullMarked
package io.zendeskbff.check;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
