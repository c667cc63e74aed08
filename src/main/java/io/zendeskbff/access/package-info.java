/**
 * Calls of Zendesk under our grant: with a token that serves, and with another one after
 * a 401.
 */
@ApplicationModule(allowedDependencies = { "connection", "grant", "renewal", "store", "upstream" })
@NullMarked
package io.zendeskbff.access;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
