package dev.tailback.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A shopper checked out: these lines at these prices, paid by this card, and not willing to wait for longer than that. */
public record CartSubmitted(OrderId order, Instant submittedAt, Instant patienceEnds, Card card, List<Line> lines)
        implements CartEvent {
    public CartSubmitted {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("cart " + order + " was submitted without a line");
        }
    }

    /** The form that had the whole number of the card. */
    record V2(OrderId order, Instant submittedAt, Instant patienceEnds, Card card, List<Line> lines)
            implements EventTypes.Older {
        @Override
        public CartSubmitted current() {
            return new CartSubmitted(order, submittedAt, patienceEnds, card, lines);
        }
    }

    /** The form before shoppers had cards and patience. */
    record V1(OrderId order, Instant submittedAt, List<Line> lines) implements EventTypes.Older {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Override
        public CartSubmitted current() {
            return new CartSubmitted(order, submittedAt, submittedAt.plus(PATIENCE), Card.APPROVING, lines);
        }
    }
}
