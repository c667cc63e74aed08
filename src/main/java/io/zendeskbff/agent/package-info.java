/**
 * Who we are at Zendesk: the user whose grant we hold, and what he may do there.
 */
@ApplicationModule(allowedDependencies = { "access", "connection", "upstream" })
@NullMarked
package io.zendeskbff.agent;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
