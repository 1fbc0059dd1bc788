/** Reads that may come from a copy of the database. */
@NullMarked
package dev.tailback.stage.replica;

import org.jspecify.annotations.NullMarked;
