/** Spans on their way to the database: they wait within a bound, and what became of each is counted. */
@NullMarked
package dev.tailback.flowalerts.store.writing;

import org.jspecify.annotations.NullMarked;
