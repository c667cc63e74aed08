/**
 * How fast Zendesk may be called, and when not at all.
 */
@ApplicationModule(allowedDependencies = "store")
@NullMarked
package io.zendeskbff.throttle;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
