/**
 * The OpenAPI document of exactly what this service answers to, out of what it answers
 * by.
 */
@ApplicationModule(allowedDependencies = { "fields", "origin", "portal", "session", "surface" })
@NullMarked
package io.zendeskbff.openapi;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
