/**
 * Zendesk's OAuth server: tokens obtained, refreshed and revoked there, each call once.
 */
@ApplicationModule(allowedDependencies = { "surface", "throttle", "upstream" })
@NullMarked
package io.zendeskbff.grant;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
