/** Who comes to the shop when, and what for: planned ahead, and the same each time for the same seed. */
@NullMarked
package dev.tailback.lab.arrivals;

import org.jspecify.annotations.NullMarked;
