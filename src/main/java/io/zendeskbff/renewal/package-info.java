/**
 * How the service comes to its tokens: the first of a connection and every one after it,
 * once for all who wait, ahead of time where it can be.
 */
@ApplicationModule(allowedDependencies = { "connection", "grant", "revocation", "store", "upstream" })
@NullMarked
package io.zendeskbff.renewal;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
