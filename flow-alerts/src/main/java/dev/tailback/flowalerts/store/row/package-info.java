/** A span as a row: what has a column, what is kept as JSON beside, and how it is sent. */
@NullMarked
package dev.tailback.flowalerts.store.row;

import org.jspecify.annotations.NullMarked;
