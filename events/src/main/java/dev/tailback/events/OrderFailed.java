package dev.tailback.events;

import java.time.Instant;

/** The order ended through no fault of the shopper; what was set aside for it goes back on the shelf. */
public record OrderFailed(OrderId order, Instant failedAt, FailureReason reason) implements OrderEvent {}
