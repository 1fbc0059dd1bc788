package dev.tailback.lab.spans;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What flow-alerts reports of its table of spans; docs/spans.md says what the figures mean. */
public record StoreReport(
        Health health,
        Sizes sizes,
        Growth growth,
        List<Day> days,
        List<Index> indexes,
        List<Statement> statements,
        Writing writing) {
    public record Health(
            long totalSpans,
            long spansLast24h,
            long spansLastHour,
            String tableSize,
            String totalSizeWithIndexes,
            long uniqueTraces,
            double avgDurationMs,
            long failedSpans,
            long timeoutSpans) {}

    public record Sizes(long tableBytes, long indexBytes, long rows, long deadRows) {}

    public record Growth(
            double measuredHours,
            double spansPerDay,
            double bytesPerSpan,
            double bytesPerDay,
            List<Projection> projected) {}

    public record Projection(int days, long bytes) {}

    public record Day(String table, long tableBytes, long indexBytes, long rows, long deadRows) {}

    public record Index(String name, long bytes, long scans) {}

    public record Statement(
            String query,
            long callsBefore,
            @Nullable Double meanMsBefore,
            long calls,
            @Nullable Double meanMs) {}

    public record Writing(
            String state,
            long taken,
            long written,
            long waiting,
            long droppedForQueue,
            long droppedForDisk,
            long refused,
            long late,
            long maxBytes,
            WriteTime writeMillis) {}

    public record WriteTime(double mean, double worst, String mark) {}
}
