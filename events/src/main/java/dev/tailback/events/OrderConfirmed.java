package dev.tailback.events;

import java.time.Instant;

/** The order ended well: its stock is reserved and it is paid for. */
public record OrderConfirmed(OrderId order, Instant confirmedAt, Money total) implements OrderEvent {}
