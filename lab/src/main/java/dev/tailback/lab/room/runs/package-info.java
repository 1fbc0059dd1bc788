/** Scenarios as the page starts them, and what became of those of the past. */
@NullMarked
package dev.tailback.lab.room.runs;

import org.jspecify.annotations.NullMarked;
