package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.spans.TraceSummary;
import java.util.List;

/** Traces, each in a line. */
record TraceListJson(List<Line> traces) {

    static TraceListJson of(List<TraceSummary> traces) {
        return new TraceListJson(traces.stream().map(Line::of).toList());
    }

    record Line(
            String traceId,
            Root root,
            List<String> services,
            int spans,
            String startedAt,
            double durationMs,
            int errors) {

        static Line of(TraceSummary trace) {
            return new Line(
                    trace.traceId().toString(),
                    new Root(trace.rootService(), trace.rootName()),
                    trace.services(),
                    trace.spans(),
                    WrittenTime.rfc3339(trace.startUnixNano()),
                    WrittenTime.millis(trace.durationNanos()),
                    trace.errors());
        }
    }

    record Root(String service, String name) {}
}
