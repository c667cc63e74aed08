/**
 * Keeps the account that was read last: one call upstream for all who read it, and never
 * an older account than the caller may see.
 */
@ApplicationModule(allowedDependencies = { "account", "connection", "fields", "shelf", "store" })
@NullMarked
package io.zendeskbff.cache;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
