/**
 * The connection with Zendesk: what is kept of it, why it fails and how it stands.
 */
@ApplicationModule(allowedDependencies = { "grant", "store" })
@NullMarked
package io.zendeskbff.connection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
