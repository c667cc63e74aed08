/**
 * Who is calling, and which role he has.
 */
@ApplicationModule(allowedDependencies = { "store", "surface" })
@NullMarked
package io.zendeskbff.portal;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
