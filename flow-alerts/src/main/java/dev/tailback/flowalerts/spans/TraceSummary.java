package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.TraceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A trace in one line of a list. */
public record TraceSummary(
        TraceId traceId,
        String rootService,
        String rootName,
        List<String> services,
        int spans,
        long startUnixNano,
        long endUnixNano,
        int errors) {

    /** The earliest root speaks for the trace, or the earliest span while no root has come. */
    static TraceSummary of(Collection<Span> spans) {
        Span root = spans.stream()
                .min(Comparator.comparing((Span span) -> !span.isRoot()).thenComparing(Span.BY_START))
                .orElseThrow();
        return new TraceSummary(
                root.traceId(),
                root.service(),
                root.name(),
                spans.stream().map(Span::service).distinct().sorted().toList(),
                spans.size(),
                spans.stream().mapToLong(Span::startUnixNano).min().orElseThrow(),
                spans.stream().mapToLong(Span::endUnixNano).max().orElseThrow(),
                (int) spans.stream()
                        .filter(span -> span.status() == SpanStatus.ERROR)
                        .count());
    }

    public long durationNanos() {
        return endUnixNano - startUnixNano;
    }
}
