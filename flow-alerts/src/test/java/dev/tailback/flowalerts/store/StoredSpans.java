package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Spans for tests of the store: with everything that a span can have, at a time that matters. */
public final class StoredSpans {
    static final Resource CHECKOUT = new Resource(
            "checkout", Attributes.of(Map.of("service.name", "checkout", "service.namespace", "ecommerce-platform")));
    static final Scope SCOPE = new Scope("dev.tailback", "1.0");

    private StoredSpans() {}

    public static Span span(long id, Instant start) {
        return with(id, start, SpanStatus.UNSET, Map.of("order.id", "order-" + id, "n", id, "share", 0.5, "ok", true));
    }

    static Span random(Instant start) {
        return span(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), start);
    }

    public static Span with(long id, Instant start, SpanStatus status, Map<String, ?> attributes) {
        return of(new TraceId(7, id), id, start, Duration.ofMillis(12), status, attributes);
    }

    static Span of(
            TraceId trace, long id, Instant start, Duration duration, SpanStatus status, Map<String, ?> attributes) {
        long startNano = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        return new Span(
                trace,
                id,
                id == 1 ? Span.NO_PARENT : 1,
                CHECKOUT,
                SCOPE,
                "UPDATE tailback.orders",
                SpanKind.CLIENT,
                startNano,
                startNano + duration.toNanos(),
                status,
                status == SpanStatus.ERROR ? "it did not work" : "",
                Attributes.of(attributes),
                List.of(new SpanEvent(startNano + 5, "retried", Attributes.of(Map.of("times", 2L)))),
                List.of(new SpanLink(new TraceId(8, 8), 9)));
    }
}
