package dev.tailback.events;

/** What the topic {@code stock} carries. */
public sealed interface StockEvent extends Event permits StockReserved, StockRefused, StockLeftAlone, StockReleased {}
