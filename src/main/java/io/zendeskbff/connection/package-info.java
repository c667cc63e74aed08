/**
 * The OAuth life with Zendesk: which token to call it with.
 */
@ApplicationModule(allowedDependencies = { "upstream" })
@NullMarked
package io.zendeskbff.connection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
