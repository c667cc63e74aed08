/**
 * How many calls this service takes on at once, and how it lets go of them when it stops.
 */
@ApplicationModule(allowedDependencies = "surface")
@NullMarked
package io.zendeskbff.load;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
