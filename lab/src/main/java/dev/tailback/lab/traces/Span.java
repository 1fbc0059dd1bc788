package dev.tailback.lab.traces;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as flow-alerts tells of it, as far as it is drawn. */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String service,
        String name,
        String kind,
        long startedUnixNano,
        double durationMs,
        String status,
        @Nullable Map<String, Object> attributes,
        @Nullable List<Link> links) {
    public record Link(String traceId, String spanId) {}

    public List<Link> linksOrNone() {
        return links == null ? List.of() : links;
    }

    /** The attribute as text, or an empty text. */
    public String attribute(String name) {
        Object value = attributes == null ? null : attributes.get(name);
        return value == null ? "" : value.toString();
    }

    public boolean isError() {
        return status.equals("error");
    }

    double endMs(long originNano) {
        return startMs(originNano) + durationMs;
    }

    double startMs(long originNano) {
        return (startedUnixNano - originNano) / 1e6;
    }
}
