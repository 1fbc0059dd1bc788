package dev.tailback.events;

import java.time.Instant;
import java.util.List;

/** One event of every kind that a topic carries: what the golden files of today's forms say. */
final class Examples {
    static final OrderId ORDER = OrderId.of("0199a2b4-5c00-7abc-8def-0123456789ab");
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final List<Sku> SHORT_OF = List.of(Sku.numbered(1), Sku.numbered(123_456));
    static final List<Line> LINES = List.of(
            new Line(SHORT_OF.getFirst(), 2, Money.ofCents(4_999)),
            new Line(SHORT_OF.getLast(), 1, Money.ofCents(1_250)));

    private static final Instant PATIENCE_ENDS = NOON.plusSeconds(45);

    private Examples() {}

    static List<Event> ofEveryEvent() {
        return List.of(
                new CartSubmitted(ORDER, NOON, PATIENCE_ENDS, new Card("4000000000000341"), LINES),
                new OrderPlaced(ORDER, NOON, PATIENCE_ENDS, LINES),
                new OrderConfirmed(ORDER, NOON, Line.total(LINES)),
                new OrderRejected(ORDER, NOON, SHORT_OF),
                new OrderCancelled(ORDER, NOON, "insufficient_funds"),
                new OrderFailed(ORDER, NOON, FailureReason.PAYMENT_UNAVAILABLE),
                new StockReserved(ORDER, NOON.plusNanos(123_456_000)),
                new StockRefused(ORDER, NOON, SHORT_OF),
                new StockLeftAlone(ORDER, NOON),
                new StockReleased(ORDER, NOON));
    }
}
