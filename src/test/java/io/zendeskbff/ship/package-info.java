/**
 * What ships the service: the chart and the wrapper script, tried with the real tools.
 */
@NullMarked
package io.zendeskbff.ship;

import org.jspecify.annotations.NullMarked;
