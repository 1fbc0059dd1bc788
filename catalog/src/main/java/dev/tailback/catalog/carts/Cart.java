package dev.tailback.catalog.carts;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shopper has chosen so far. Once submitted it does not change any more: it is an order. */
record Cart(
        OrderId id,
        @Nullable Instant submittedAt,
        @Nullable String traceId,
        @Nullable CartOutcome outcome,
        List<Line> items) {
    static final int MAX_LINES = 100;

    static Cart empty(OrderId id) {
        return new Cart(id, null, null, null, List.of());
    }

    boolean submitted() {
        return submittedAt != null;
    }

    CartStatus status() {
        if (outcome != null) {
            return outcome.status();
        }
        return submitted() ? CartStatus.SUBMITTED : CartStatus.OPEN;
    }

    Money total() {
        return Line.total(items);
    }

    Cart submitted(Instant at, String inTrace) {
        return new Cart(id, at, inTrace, outcome, items);
    }

    Cart holding(List<Line> lines) {
        return new Cart(id, submittedAt, traceId, outcome, lines);
    }

    boolean hasRoomFor(Sku sku) {
        return items.size() < MAX_LINES
                || items.stream().anyMatch(line -> line.sku().equals(sku));
    }
}
