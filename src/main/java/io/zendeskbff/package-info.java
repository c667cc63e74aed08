/**
 * The service as a whole: nothing but its main class. Every feature has a package of its
 * own below this one.
 */
@NullMarked
package io.zendeskbff;

import org.jspecify.annotations.NullMarked;
