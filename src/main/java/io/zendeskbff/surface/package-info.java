/**
 * What this service answers to at all: paths, methods, media types, request ids.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.zendeskbff.surface;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
