/** The records that the shop could not process: to be seen, sent again or let go. */
@NullMarked
package dev.tailback.lab.dead;

import org.jspecify.annotations.NullMarked;
