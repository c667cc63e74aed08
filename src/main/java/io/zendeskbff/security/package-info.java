/**
 * The security chains: which credentials come to which, and who may call what.
 */
@ApplicationModule(allowedDependencies = { "bearer", "login", "origin", "portal", "session", "store", "surface" })
@NullMarked
package io.zendeskbff.security;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
