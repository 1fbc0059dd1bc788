/** Looks for spans in the table, a page at a time. */
@NullMarked
package dev.tailback.flowalerts.store.search;

import org.jspecify.annotations.NullMarked;
