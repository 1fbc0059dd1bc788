package dev.tailback.lab.payments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order's payment as the audit reads it.
 *
 * @param amount absent when the order was voided before anybody asked for money
 * @param authorized whether the money was ever taken; an order that was declined and then voided never had any
 */
record Authorization(UUID order, Status status, @Nullable Amount amount, boolean authorized) {}
