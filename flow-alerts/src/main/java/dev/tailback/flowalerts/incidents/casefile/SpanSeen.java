package dev.tailback.flowalerts.incidents.casefile;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A span as it was received, long texts shortened. */
public record SpanSeen(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String service,
        String name,
        String kind,
        Instant startedAt,
        double durationMs,
        String status,
        @Nullable String statusMessage,
        Map<String, Object> attributes) {
    public SpanSeen {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
