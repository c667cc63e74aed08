/**
 * What is kept of the account that was read last, in this process or for all replicas.
 */
@ApplicationModule(allowedDependencies = { "account", "connection", "store" })
@NullMarked
package io.zendeskbff.shelf;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
