package dev.tailback.flowalerts.incidents.casefile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database said of a statement that was slow.
 *
 * @param missingIndexes that are declared for the table and are not there
 * @param seen how many spans of that statement were told alike
 */
public record PlanSeen(
        String service,
        @Nullable String table,
        @Nullable String statement,
        boolean fullTableScan,
        List<String> missingIndexes,
        double slowestMs,
        int seen,
        String traceId,
        String spanId) {
    public PlanSeen {
        missingIndexes = List.copyOf(missingIndexes);
    }
}
