package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.TraceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The spans that a trace's spans link to, each with its descendants in its own trace, sorted by start. One step only: links
 * of linked spans are not followed, for a batch links back to every trace that was in it.
 *
 * @param truncated whether there were more than the limit
 */
public record LinkedSpans(List<Span> spans, boolean truncated) {

    // A batch of 500 records, each with a dozen database spans, still fits.
    private static final int MOST = 10_000;

    /** Collects them up to what a browser can still draw; {@code traces} gives the spans of a trace, none when unknown. */
    public static LinkedSpans of(Collection<Span> own, Function<TraceId, ? extends Collection<Span>> traces) {
        return from(own, traces::apply, MOST);
    }

    /** Collects them; {@code traces} gives the spans of a trace, none when it is unknown. */
    static LinkedSpans from(Collection<Span> own, Function<TraceId, Collection<Span>> traces, int limit) {
        HashSet<SpanLink> seen = own.stream().map(SpanLink::to).collect(Collectors.toCollection(HashSet::new));
        ArrayDeque<SpanLink> next =
                own.stream().flatMap(span -> span.links().stream()).collect(Collectors.toCollection(ArrayDeque::new));
        Map<TraceId, Family> families = new HashMap<>();
        List<Span> found = new ArrayList<>();
        while (!next.isEmpty()) {
            SpanLink link = next.remove();
            Family family = families.computeIfAbsent(link.traceId(), id -> Family.of(traces.apply(id)));
            Span span = family.members().get(link.spanId());
            if (span == null || !seen.add(link)) {
                continue;
            }
            if (found.size() == limit) {
                return sorted(found, true);
            }
            found.add(span);
            family.childrenOf(span).stream().map(SpanLink::to).forEach(next::add);
        }
        return sorted(found, false);
    }

    private static LinkedSpans sorted(List<Span> found, boolean truncated) {
        return new LinkedSpans(found.stream().sorted(Span.BY_START).toList(), truncated);
    }

    private record Family(Map<Long, Span> members, Map<Long, List<Span>> children) {
        static Family of(Collection<Span> trace) {
            return new Family(
                    trace.stream().collect(Collectors.toMap(Span::spanId, span -> span)),
                    trace.stream().collect(Collectors.groupingBy(Span::parentSpanId)));
        }

        List<Span> childrenOf(Span span) {
            return children.getOrDefault(span.spanId(), List.of());
        }
    }
}
