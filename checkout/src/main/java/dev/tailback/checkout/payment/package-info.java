/** Asking the payment provider for money, and giving back what should not have been taken. */
@NullMarked
package dev.tailback.checkout.payment;

import org.jspecify.annotations.NullMarked;
