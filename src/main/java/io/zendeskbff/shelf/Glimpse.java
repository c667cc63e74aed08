package io.zendeskbff.shelf;

/**
 * What the shelf held at a moment.
 *
 * @param state what it held
 * @param settling whether nothing of it may be served, nor anything be kept
 */
record Glimpse(ShelfState state, boolean settling) {
}
