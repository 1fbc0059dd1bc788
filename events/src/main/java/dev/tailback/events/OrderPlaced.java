package dev.tailback.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A cart was accepted and became an order; stock is wanted for it, before the shopper's patience ends. */
public record OrderPlaced(OrderId order, Instant placedAt, Instant patienceEnds, List<Line> lines)
        implements OrderEvent {
    public OrderPlaced {
        lines = List.copyOf(lines);
    }

    /** The form before shoppers had patience. */
    record V1(OrderId order, Instant placedAt, List<Line> lines) implements EventTypes.Older {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Override
        public OrderPlaced current() {
            return new OrderPlaced(order, placedAt, placedAt.plus(PATIENCE), lines);
        }
    }
}
