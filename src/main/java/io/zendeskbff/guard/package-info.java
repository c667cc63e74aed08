/**
 * Stands between our callers and Zendesk's weak moments: deadlines, permits, the circuit,
 * second attempts, and updates one at a time.
 */
@ApplicationModule(allowedDependencies = { "account", "fields", "store", "throttle", "upstream" })
@NullMarked
package io.zendeskbff.guard;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
