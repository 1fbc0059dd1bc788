package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import java.util.List;
import java.util.Map;

/** Spans for tests: the trace and span named by small numbers, a second long unless said otherwise. */
final class Spans {
    private static final long SECOND = 1_000_000_000;

    private Spans() {}

    static TraceId trace(long number) {
        return new TraceId(0, number);
    }

    static Span root(long trace, long id) {
        return child(trace, id, Span.NO_PARENT);
    }

    static Span child(long trace, long id, long parent) {
        return span(trace, id, parent, id * SECOND, List.of());
    }

    static Span linking(long trace, long id, SpanLink... links) {
        return span(trace, id, Span.NO_PARENT, id * SECOND, List.of(links));
    }

    static Span startedAt(long trace, long id, long start) {
        return span(trace, id, Span.NO_PARENT, start, List.of());
    }

    static SpanLink link(long trace, long id) {
        return new SpanLink(trace(trace), id);
    }

    private static Span span(long trace, long id, long parent, long start, List<SpanLink> links) {
        return with(trace, id, parent, start, SpanStatus.UNSET, Map.of(), links);
    }

    static Span with(
            long trace,
            long id,
            long parent,
            long start,
            SpanStatus status,
            Map<String, ?> attributes,
            List<SpanLink> links) {
        return new Span(
                trace(trace),
                id,
                parent,
                resource("service-" + trace),
                Scope.UNKNOWN,
                "span-" + id,
                SpanKind.INTERNAL,
                start,
                start + SECOND,
                status,
                "",
                Attributes.of(attributes),
                List.of(),
                links);
    }

    static Resource resource(String service) {
        return new Resource(service, Attributes.of(Map.of("service.name", service)));
    }
}
