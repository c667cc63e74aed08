/**
 * Holds what is written down against what is there.
 */
@NullMarked
package io.zendeskbff.documents;

import org.jspecify.annotations.NullMarked;
