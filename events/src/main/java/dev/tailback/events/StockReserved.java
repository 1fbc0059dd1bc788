package dev.tailback.events;

import java.time.Instant;

/** Every line of the order is set aside for it. */
public record StockReserved(OrderId order, Instant reservedAt) implements StockEvent {}
