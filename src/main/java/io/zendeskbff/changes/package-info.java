/**
 * Which updates were attempted lately, by whom, and what came of them; never values.
 */
@ApplicationModule(allowedDependencies = { "audit", "fields", "portal", "store", "surface" })
@NullMarked
package io.zendeskbff.changes;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
