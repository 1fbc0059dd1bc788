package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanLink;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace with all its spans.
 *
 * @param truncated true when links led to more spans than are shown; else absent
 */
record TraceJson(
        String traceId, List<SpanJson> spans, @Nullable Boolean truncated) {

    static TraceJson of(TraceId traceId, List<Span> spans, boolean truncated) {
        return new TraceJson(
                traceId.toString(), spans.stream().map(SpanJson::of).toList(), truncated ? Boolean.TRUE : null);
    }

    /** @param startedUnixNano a text, for as a number it would lose its last digits in a browser */
    record SpanJson(
            String traceId,
            String spanId,
            @Nullable String parentSpanId,
            String service,
            String name,
            String kind,
            String startedAt,
            String startedUnixNano,
            double durationMs,
            String status,
            @Nullable String statusMessage,
            Map<String, Object> attributes,
            List<EventJson> events,
            List<LinkJson> links) {

        static SpanJson of(Span span) {
            return new SpanJson(
                    span.traceId().toString(),
                    hex(span.spanId()),
                    span.isRoot() ? null : hex(span.parentSpanId()),
                    span.service(),
                    span.name(),
                    word(span.kind()),
                    WrittenTime.rfc3339(span.startUnixNano()),
                    String.valueOf(span.startUnixNano()),
                    WrittenTime.millis(span.durationNanos()),
                    word(span.status()),
                    span.statusMessage().isEmpty() ? null : span.statusMessage(),
                    span.attributes().asMap(),
                    span.events().stream().map(EventJson::of).toList(),
                    span.links().stream().map(LinkJson::of).toList());
        }
    }

    record EventJson(String name, String at, Map<String, Object> attributes) {
        static EventJson of(SpanEvent event) {
            return new EventJson(
                    event.name(),
                    WrittenTime.rfc3339(event.unixNano()),
                    event.attributes().asMap());
        }
    }

    record LinkJson(String traceId, String spanId) {
        static LinkJson of(SpanLink link) {
            return new LinkJson(link.traceId().toString(), hex(link.spanId()));
        }
    }

    private static String hex(long spanId) {
        return HexFormat.of().toHexDigits(spanId);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
