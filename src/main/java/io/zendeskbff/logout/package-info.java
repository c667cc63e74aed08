/**
 * The ends of sessions: by their users, and by the identity provider.
 */
@ApplicationModule(allowedDependencies = { "login", "session", "surface" })
@NullMarked
package io.zendeskbff.logout;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
