/**
 * The way out of the company's network: its proxy, and the CA of its own that TLS is
 * checked with.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.zendeskbff.outgoing;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
