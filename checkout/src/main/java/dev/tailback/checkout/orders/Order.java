package dev.tailback.checkout.orders;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param reason why it ended otherwise than confirmed
 * @param card null only if its cart could not be read
 * @param traceparent of the span that placed it
 */
record Order(
        OrderId id,
        OrderState state,
        @Nullable String reason,
        Money total,
        @Nullable Card card,
        @Nullable String traceparent,
        Instant placedAt,
        Instant patienceEnds,
        @Nullable Instant endedAt) {

    static Order placed(CartSubmitted cart, Context trace, Instant now) {
        return new Order(
                cart.order(),
                OrderState.PLACED,
                null,
                Line.total(cart.lines()),
                cart.card(),
                TraceParent.of(trace),
                now,
                cart.patienceEnds(),
                null);
    }

    /** Of which nothing is known but that it cannot be served. */
    static Order lost(OrderId id, Context trace, Instant now) {
        return new Order(id, OrderState.PLACED, null, Money.ofCents(0), null, TraceParent.of(trace), now, now, null);
    }

    Order ended(Ending how, Instant now) {
        return new Order(id, how.state(), how.shownReason(), total, card, traceparent, placedAt, patienceEnds, now);
    }

    String traceId() {
        return Span.fromContext(TraceParent.context(traceparent))
                .getSpanContext()
                .getTraceId();
    }
}
