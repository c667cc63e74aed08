/**
 * Whether anything that is secret has come to stand where it may be read: while the whole
 * suite runs, {@link io.zendeskbff.leak.Secret} keeps what callers, browsers, Zendesk and
 * identity providers hand over, {@link io.zendeskbff.leak.Published} what the service
 * writes into its log, metrics, traces and refusals;
 * {@link io.zendeskbff.leak.WholeSuiteLeakTests} holds the one against the other in the
 * end.
 */
@NullMarked
package io.zendeskbff.leak;

import org.jspecify.annotations.NullMarked;
