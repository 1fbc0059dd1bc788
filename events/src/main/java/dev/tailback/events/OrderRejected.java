package dev.tailback.events;

import java.time.Instant;
import java.util.List;

/** The order ended because stock was short of these. */
public record OrderRejected(OrderId order, Instant rejectedAt, List<Sku> shortOf) implements OrderEvent {
    public OrderRejected {
        shortOf = List.copyOf(shortOf);
    }
}
