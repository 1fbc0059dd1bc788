package dev.tailback.lab.spans;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.traces.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Spans in lines, the latest last, as logs are read. */
public final class SpanLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private SpanLines() {}

    public static List<String> of(List<Span> latestFirst) {
        Table table = new Table("started (UTC)", "service", "operation", "took", "status", "order", "trace");
        for (Span span : latestFirst.reversed()) {
            table.row(
                    started(span),
                    span.service(),
                    span.name(),
                    Amounts.millis(span.durationMs()),
                    span.isError() ? "error" : "",
                    span.attribute("order.id"),
                    span.traceId());
        }
        return table.lines();
    }

    private static String started(Span span) {
        return TIME.format(Instant.ofEpochSecond(
                span.startedUnixNano() / NANOS_PER_SECOND, span.startedUnixNano() % NANOS_PER_SECOND));
    }
}
