/**
 * The login of portals' users in browsers: OpenID Connect Core 1.0 section 3.1 with our
 * own session at its end, and none of the provider's tokens in a browser.
 */
@ApplicationModule(allowedDependencies = { "origin", "outgoing", "portal", "provider", "session", "store", "surface" })
@NullMarked
package io.zendeskbff.login;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
