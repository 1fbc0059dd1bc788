package dev.tailback.events;

/** What the topic {@code orders} carries. */
public sealed interface OrderEvent extends Event
        permits OrderPlaced, OrderConfirmed, OrderRejected, OrderCancelled, OrderFailed {}
