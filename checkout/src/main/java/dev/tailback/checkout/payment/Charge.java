package dev.tailback.checkout.payment;

import dev.tailback.events.Card;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import io.opentelemetry.context.Context;
import java.time.Instant;

/**
 * Money wanted for an order.
 *
 * @param notAfter when nobody will want it any more: no call begins then
 * @param trace that of the order, which the calls continue
 */
public record Charge(OrderId order, Money amount, Card card, Instant notAfter, Context trace) {}
