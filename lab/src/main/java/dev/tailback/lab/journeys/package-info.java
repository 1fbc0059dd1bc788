/** What shoppers come for: planned ahead, and the same each time for the same seed. */
@NullMarked
package dev.tailback.lab.journeys;

import org.jspecify.annotations.NullMarked;
