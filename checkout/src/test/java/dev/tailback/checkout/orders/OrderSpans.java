package dev.tailback.checkout.orders;

import dev.tailback.events.OrderId;
import dev.tailback.lab.testing.StageSpans;
import dev.tailback.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Predicate;

/** What a checkout in this process told of one order. */
final class OrderSpans {
    private OrderSpans() {}

    /** Once there are so many that fit; in the order in which they began. */
    static List<SpanData> await(OrderId order, int count, Predicate<SpanData> fitting) {
        return StageSpans.kept().await(count, of(order).and(fitting));
    }

    static SpanData await(OrderId order, Predicate<SpanData> fitting) {
        return await(order, 1, fitting).getFirst();
    }

    static List<SpanData> find(OrderId order, Predicate<SpanData> fitting) {
        return StageSpans.kept().find(of(order).and(fitting));
    }

    private static Predicate<SpanData> of(OrderId order) {
        return span -> order.toString().equals(span.getAttributes().get(Names.ORDER_ID));
    }
}
