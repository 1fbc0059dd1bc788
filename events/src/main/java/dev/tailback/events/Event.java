package dev.tailback.events;

/** Something that happened to an order. Each topic carries one sealed kind of it. */
public sealed interface Event permits CartEvent, OrderEvent, StockEvent, RecordDied {
    OrderId order();
}
