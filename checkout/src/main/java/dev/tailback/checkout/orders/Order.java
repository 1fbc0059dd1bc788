package dev.tailback.checkout.orders;

import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record Order(
        OrderId id,
        OrderState state,
        Money total,
        String traceId,
        Instant placedAt,
        @Nullable Instant endedAt) {

    Order movedTo(OrderState next, Instant now) {
        return new Order(id, next, total, traceId, placedAt, now);
    }
}
