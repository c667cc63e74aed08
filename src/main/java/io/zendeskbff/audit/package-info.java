/**
 * Who changed which billing fields, when, and with what outcome; never values.
 */
@ApplicationModule(allowedDependencies = { "account", "fields", "portal", "surface" })
@NullMarked
package io.zendeskbff.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
