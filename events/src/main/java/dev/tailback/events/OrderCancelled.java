package dev.tailback.events;

import java.time.Instant;

/** The order ended because the payment was declined; what was set aside for it goes back on the shelf. */
public record OrderCancelled(OrderId order, Instant cancelledAt, String declinedBecause) implements OrderEvent {}
