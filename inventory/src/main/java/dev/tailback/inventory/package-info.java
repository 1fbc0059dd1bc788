/** Stock and reservations. */
@NullMarked
package dev.tailback.inventory;

import org.jspecify.annotations.NullMarked;
