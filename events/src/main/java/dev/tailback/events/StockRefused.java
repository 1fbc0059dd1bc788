package dev.tailback.events;

import java.time.Instant;
import java.util.List;

/** Nothing is set aside, because there was too little of these. */
public record StockRefused(OrderId order, Instant refusedAt, List<Sku> shortOf) implements StockEvent {
    public StockRefused {
        shortOf = List.copyOf(shortOf);
        if (shortOf.isEmpty()) {
            throw new IllegalArgumentException("stock for " + order + " was refused without saying what is short");
        }
    }
}
