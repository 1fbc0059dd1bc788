/** Shops that this lab did not start: finding them, and what only their engine can do to them. */
@NullMarked
package dev.tailback.lab.elsewhere;

import org.jspecify.annotations.NullMarked;
