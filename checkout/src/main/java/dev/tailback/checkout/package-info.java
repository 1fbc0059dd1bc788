/** Orders and payment: the memory of the saga. */
@NullMarked
package dev.tailback.checkout;

import org.jspecify.annotations.NullMarked;
