package dev.tailback.events;

import java.time.Instant;

/** What was set aside for the order is back on the shelf. */
public record StockReleased(OrderId order, Instant releasedAt) implements StockEvent {}
