/**
 * What attackers send, held against the running service: each class is a row of the table
 * of attacks, and Zendesk hears of nothing that is refused.
 */
@NullMarked
package io.zendeskbff.attack;

import org.jspecify.annotations.NullMarked;
