package dev.tailback.lab.room.orders;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the waterfall, parents before children; public only to the lab's own page.
 *
 * @param kind as OpenTelemetry has it, or {@code gap}: nobody works, the record lies in Kafka
 * @param at milliseconds since the trace began
 * @param relation how it hangs there; {@code linked} is the transaction that served several orders
 * @param below how many lines hang below
 * @param waitedMs for a connection, at its beginning
 */
record TraceRow(
        int depth,
        String service,
        String name,
        String kind,
        double at,
        double ms,
        boolean error,
        @Nullable String relation,
        int below,
        double waitedMs,
        Map<String, String> attributes,
        List<String> links) {
    TraceRow {
        attributes = Map.copyOf(attributes);
        links = List.copyOf(links);
    }

    TraceRow with(int lines) {
        return new TraceRow(depth, service, name, kind, at, ms, error, relation, lines, waitedMs, attributes, links);
    }
}
