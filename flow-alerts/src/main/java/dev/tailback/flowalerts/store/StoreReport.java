package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.store.writing.StoreCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the table of spans does: what people look at before it is too large or too slow. */
public record StoreReport(
        Health health,
        Sizes sizes,
        Growth growth,
        List<Day> days,
        List<Index> indexes,
        List<Statement> statements,
        StoreCounts writing) {

    /** The view {@code trace_spans_health}. */
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

    /**
     * At the rate of the time that was measured, which is the last day, or less if there has been less.
     *
     * @param projected with old days going, as they do
     */
    public record Growth(
            double measuredHours,
            double spansPerDay,
            double bytesPerSpan,
            double bytesPerDay,
            List<Projection> projected) {}

    public record Projection(int days, long bytes) {}

    /** One partition. */
    public record Day(String table, long tableBytes, long indexBytes, long rows, long deadRows) {}

    /** An index over all its partitions. */
    public record Index(String name, long bytes, long scans) {}

    /**
     * A statement of flow-alerts, from pg_stat_statements.
     *
     * @param meanMsBefore this flow-alerts started; null if it had not run then
     */
    public record Statement(
            String query,
            long callsBefore,
            @Nullable Double meanMsBefore,
            long calls,
            @Nullable Double meanMs) {}
}
