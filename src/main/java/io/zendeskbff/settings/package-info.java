/**
 * The configuration as a whole: a missing, wrong or misspelt key stops the start with one
 * sentence that names it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.zendeskbff.settings;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
