/**
 * Who is calling and what he may do.
 */
@ApplicationModule(allowedDependencies = { "bearer", "store", "surface" })
@NullMarked
package io.zendeskbff.portal;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
