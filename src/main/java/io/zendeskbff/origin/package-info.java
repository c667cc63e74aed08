/**
 * Which pages in browsers may call: cross-origin resource sharing, and what keeps other
 * sites from calling in the name of whoever looks at them.
 */
@ApplicationModule(allowedDependencies = "surface")
@NullMarked
package io.zendeskbff.origin;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
