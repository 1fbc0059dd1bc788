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
        OrderId id, @Nullable Instant submittedAt, @Nullable String traceId, List<Line> items) {
    static final int MAX_LINES = 100;

    boolean submitted() {
        return submittedAt != null;
    }

    Money total() {
        return Line.total(items);
    }

    Cart holding(List<Line> lines) {
        return new Cart(id, submittedAt, traceId, lines);
    }

    boolean hasRoomFor(Sku sku) {
        return items.size() < MAX_LINES
                || items.stream().anyMatch(line -> line.sku().equals(sku));
    }
}
