/** Carts, from the first item to the checkout. */
@NullMarked
package dev.tailback.catalog.carts;

import org.jspecify.annotations.NullMarked;
