/**
 * The sessions of people who have logged in with a browser, and the cookies that hold
 * them.
 */
@ApplicationModule(allowedDependencies = { "origin", "portal", "store", "surface" })
@NullMarked
package io.zendeskbff.session;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
