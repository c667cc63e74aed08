/**
 * What a machine may have beside the JDK: the build needs none of it, some tests do.
 */
@NullMarked
package io.zendeskbff.tools;

import org.jspecify.annotations.NullMarked;
