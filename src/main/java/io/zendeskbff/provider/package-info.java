/**
 * What an identity provider publishes: its metadata and its keys.
 */
@ApplicationModule(allowedDependencies = "outgoing")
@NullMarked
package io.zendeskbff.provider;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
