package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import java.util.Comparator;
import java.util.List;

/**
 * A finished span.
 *
 * @param parentSpanId {@link #NO_PARENT} for a root
 * @param startUnixNano not negative; OTLP's unsigned nanoseconds reach further than 2262, we do not
 * @param endUnixNano not before the start
 * @param statusMessage empty when there is none
 */
public record Span(
        TraceId traceId,
        long spanId,
        long parentSpanId,
        Resource resource,
        Scope scope,
        String name,
        SpanKind kind,
        long startUnixNano,
        long endUnixNano,
        SpanStatus status,
        String statusMessage,
        Attributes attributes,
        List<SpanEvent> events,
        List<SpanLink> links) {
    public static final long NO_PARENT = 0;

    /** By start; of those that start together the longest first, so that a parent stands before its children. */
    public static final Comparator<Span> BY_START = Comparator.comparingLong(Span::startUnixNano)
            .thenComparing(Comparator.comparingLong(Span::endUnixNano).reversed())
            .thenComparingLong(Span::spanId);

    private static final int OWN_BYTES = 200;
    private static final int LINK_BYTES = 64;

    public Span {
        if (startUnixNano < 0 || endUnixNano < startUnixNano) {
            throw new IllegalArgumentException(
                    "span %016x of trace %s: starts at %d ns and ends at %d ns; allowed: 0 <= start <= end"
                            .formatted(spanId, traceId, startUnixNano, endUnixNano));
        }
        events = List.copyOf(events);
        links = List.copyOf(links);
    }

    public String service() {
        return resource.service();
    }

    public boolean isRoot() {
        return parentSpanId == NO_PARENT;
    }

    public long durationNanos() {
        return endUnixNano - startUnixNano;
    }

    /** About what it takes of the heap, index entries included; resource, scope and name are shared and not counted. */
    public int bytes() {
        return OWN_BYTES
                + 2 * statusMessage.length()
                + LINK_BYTES * links.size()
                + events.stream().mapToInt(SpanEvent::bytes).sum()
                + attributes.bytes();
    }
}
