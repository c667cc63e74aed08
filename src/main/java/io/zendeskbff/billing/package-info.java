/**
 * Updates of the account's billing details: read strictly, or refused with every reason.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "fields", "portal", "surface" })
@NullMarked
package io.zendeskbff.billing;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
