/**
 * The outside contract, held against the running service: what is sent, what comes back,
 * and what Zendesk received meanwhile.
 */
@NullMarked
package io.zendeskbff.contract;

import org.jspecify.annotations.NullMarked;
