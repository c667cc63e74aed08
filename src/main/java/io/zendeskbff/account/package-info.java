/**
 * What an account is, who may see what of it, and the port to it.
 */
@ApplicationModule(allowedDependencies = { "fields", "portal", "surface" })
@NullMarked
package io.zendeskbff.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
