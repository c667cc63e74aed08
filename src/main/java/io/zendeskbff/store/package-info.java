/**
 * What replicas share: the store, a lock of them all, and sealing with the key list.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.zendeskbff.store;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
