package dev.tailback.events;

import java.time.Instant;
import java.util.List;

/** A cart was accepted and became an order; stock is wanted for it. */
public record OrderPlaced(OrderId order, Instant placedAt, List<Line> lines) implements OrderEvent {
    public OrderPlaced {
        lines = List.copyOf(lines);
    }
}
