/**
 * The tokens that portal servers send: how they come, and which are good.
 */
@ApplicationModule(allowedDependencies = { "outgoing", "portal", "provider" })
@NullMarked
package io.zendeskbff.bearer;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
