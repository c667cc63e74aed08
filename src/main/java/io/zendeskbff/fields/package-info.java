/**
 * The billing fields: the one table of what each may hold, and an update that is valid by
 * it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.zendeskbff.fields;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
