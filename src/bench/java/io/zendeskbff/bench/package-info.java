/**
 * What the service costs beside its public peers: starts them all on this machine,
 * measures them in turn and prints one table.
 */
package io.zendeskbff.bench;
