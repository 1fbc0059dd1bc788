package dev.tailback.flowalerts.logs;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A log record.
 *
 * @param unixNano when it happened, or when it was seen first if the sender does not tell
 * @param severityNumber by OTLP's scale: 1 is the finest trace, 9 info, 17 error, 24 the worst; 0 is unknown
 * @param eventName empty for a line that is no event
 * @param body a value as attributes have it, as a rule a text
 * @param traceId null when it belongs to no trace
 * @param spanId 0 when it belongs to no span
 */
public record LogLine(
        Resource resource,
        Scope scope,
        long unixNano,
        int severityNumber,
        String severityText,
        String eventName,
        Object body,
        Attributes attributes,
        @Nullable TraceId traceId,
        long spanId) {
    private static final int OWN_BYTES = 150;

    /** About what it takes of the heap; resource and scope are shared and not counted. */
    public int bytes() {
        return OWN_BYTES + 2 * eventName.length() + Attributes.bytesOf(body) + attributes.bytes();
    }
}
