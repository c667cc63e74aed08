/**
 * What is traced, W3C Trace Context: calls that go upstream, and nothing on the way of
 * those that do not.
 */
@ApplicationModule(allowedDependencies = { "account", "fields", "surface" })
@NullMarked
package io.zendeskbff.trace;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
