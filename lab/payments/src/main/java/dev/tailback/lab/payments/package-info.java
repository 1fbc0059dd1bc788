/**
 * A stand-in for a payment provider: a process of its own, reached over HTTP only. The number of the card decides what
 * happens, and everything that happens is real: money once taken stays taken until it is voided, kill -9 or not.
 */
@NullMarked
package dev.tailback.lab.payments;

import org.jspecify.annotations.NullMarked;
