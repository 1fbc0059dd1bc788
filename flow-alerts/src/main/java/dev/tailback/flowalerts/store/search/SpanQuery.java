package dev.tailback.flowalerts.store.search;

import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.store.row.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What spans are looked for; null where it does not matter.
 *
 * @param attributes that a span must have, each with its value as text
 * @param from the earliest start
 * @param to before this start
 * @param after where the page before this one ended
 */
public record SpanQuery(
        @Nullable TraceId trace,
        @Nullable String order,
        @Nullable String service,
        @Nullable String operation,
        @Nullable Status status,
        @Nullable Duration minDuration,
        Map<String, String> attributes,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable PageEnd after,
        int limit) {

    static SpanQuery ofTrace(TraceId trace, int limit) {
        return new SpanQuery(trace, null, null, null, null, null, Map.of(), null, null, null, limit);
    }
}
