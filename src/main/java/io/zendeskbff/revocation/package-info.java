/**
 * How a grant ends at Zendesk.
 */
@ApplicationModule(allowedDependencies = { "grant", "surface", "upstream" })
@NullMarked
package io.zendeskbff.revocation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
