/**
 * Zendesk's host: where it is, how long it may take, and calls to it on the wire.
 */
@ApplicationModule(allowedDependencies = { "outgoing", "store", "surface", "throttle" })
@NullMarked
package io.zendeskbff.upstream;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
