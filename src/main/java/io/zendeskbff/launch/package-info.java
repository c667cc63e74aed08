/**
 * How the process was started.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.zendeskbff.launch;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
