package dev.tailback.lab.traces;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spans for tests: times in milliseconds from an arbitrary origin. */
final class Spans {
    static final String TRACE = "11111111111111111111111111111111";
    static final String LINKED_TRACE = "22222222222222222222222222222222";
    private static final long ORIGIN_NANO = 1_700_000_000_000_000_000L;

    private Spans() {}

    static Span span(String id, @Nullable String parent, long startMs, double durationMs) {
        return span(TRACE, id, parent, startMs, durationMs);
    }

    static Span span(String trace, String id, @Nullable String parent, long startMs, double durationMs) {
        return new Span(
                trace,
                id,
                parent,
                "checkout",
                "do " + id,
                "internal",
                ORIGIN_NANO + startMs * 1_000_000,
                durationMs,
                "unset",
                null,
                null);
    }

    static Span linked(Span span, String trace, String id) {
        List<Span.Link> links = new ArrayList<>(span.linksOrNone());
        links.add(new Span.Link(trace, id));
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.service(),
                span.name(),
                span.kind(),
                span.startedUnixNano(),
                span.durationMs(),
                span.status(),
                span.attributes(),
                links);
    }

    static Span failed(Span span) {
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.service(),
                span.name(),
                span.kind(),
                span.startedUnixNano(),
                span.durationMs(),
                "error",
                span.attributes(),
                span.links());
    }
}
