/** Orders and the states they go through. */
@NullMarked
package dev.tailback.checkout.orders;

import org.jspecify.annotations.NullMarked;
