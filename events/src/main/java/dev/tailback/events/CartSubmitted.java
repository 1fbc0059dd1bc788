package dev.tailback.events;

import java.time.Instant;
import java.util.List;

/** A shopper checked out: these lines at these prices. */
public record CartSubmitted(OrderId order, Instant submittedAt, List<Line> lines) implements CartEvent {
    public CartSubmitted {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("cart " + order + " was submitted without a line");
        }
    }
}
