/** What is on the shelf, and what of it is set aside for whom. */
@NullMarked
package dev.tailback.inventory.stock;

import org.jspecify.annotations.NullMarked;
