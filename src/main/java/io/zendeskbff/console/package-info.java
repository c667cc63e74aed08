/**
 * The page where people look at the account, edit billing and connect Zendesk. It calls
 * what every portal calls.
 */
@ApplicationModule(allowedDependencies = "surface")
@NullMarked
package io.zendeskbff.console;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
