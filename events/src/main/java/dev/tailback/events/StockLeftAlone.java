package dev.tailback.events;

import java.time.Instant;

/** The shopper's patience was over before stock was looked at: nothing is set aside. */
public record StockLeftAlone(OrderId order, Instant leftAt) implements StockEvent {}
