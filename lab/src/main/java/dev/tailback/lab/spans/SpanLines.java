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
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int LONGEST_SERVICE = 11;
    /** Time, service, duration, mark and trace with the gaps between them. */
    private static final int BESIDE_OPERATION = 8 + LONGEST_SERVICE + 8 + 1 + 32 + 5 * 2;

    private static final int NARROWEST = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private SpanLines() {}

    /** With all that there is, however wide; for a narrower terminal without dates and orders, and operations cut short. */
    public static List<String> of(List<Span> latestFirst, int columns) {
        List<String> whole = whole(latestFirst);
        return whole.stream().allMatch(line -> line.length() <= columns) ? whole : narrow(latestFirst, columns);
    }

    private static List<String> whole(List<Span> latestFirst) {
        Table table = new Table("started (UTC)", "service", "operation", "took", "status", "order", "trace");
        for (Span span : latestFirst.reversed()) {
            table.row(
                    TIME.format(started(span)),
                    span.service(),
                    span.name(),
                    Amounts.millis(span.durationMs()),
                    span.isError() ? "error" : "",
                    span.attribute("order.id"),
                    span.traceId());
        }
        return table.lines();
    }

    private static List<String> narrow(List<Span> latestFirst, int columns) {
        int room = Math.max(NARROWEST, columns - BESIDE_OPERATION);
        Table table = new Table("UTC", "service", "operation", "took", "", "trace");
        for (Span span : latestFirst.reversed()) {
            table.row(
                    TIME_OF_DAY.format(started(span)),
                    shortened(span.service(), LONGEST_SERVICE),
                    shortened(span.name(), room),
                    Amounts.millis(span.durationMs()),
                    span.isError() ? "✗" : "",
                    span.traceId());
        }
        return table.lines();
    }

    private static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static Instant started(Span span) {
        return Instant.ofEpochSecond(
                span.startedUnixNano() / NANOS_PER_SECOND, span.startedUnixNano() % NANOS_PER_SECOND);
    }
}
