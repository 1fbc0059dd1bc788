/** Reads that may come from a copy of the database. */
@NullMarked
package dev.tailback.events.replica;

import org.jspecify.annotations.NullMarked;
