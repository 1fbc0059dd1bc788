package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.TraceId;

/** Points at a span, usually of another trace. */
public record SpanLink(TraceId traceId, long spanId) {
    public static SpanLink to(Span span) {
        return new SpanLink(span.traceId(), span.spanId());
    }
}
