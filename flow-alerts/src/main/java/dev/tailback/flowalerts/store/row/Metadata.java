package dev.tailback.flowalerts.store.row;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.util.List;

/**
 * What of a span has no column.
 *
 * @param startNanos by how much it started after the microsecond that the column has
 */
public record Metadata(
        SpanKind kind,
        SpanStatus status,
        String message,
        long startNanos,
        Attributes attributes,
        List<SpanEvent> events,
        List<SpanLink> links,
        Scope scope,
        Resource resource) {}
