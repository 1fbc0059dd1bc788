package dev.tailback.lab.faults.scenario;

import java.util.List;

/** What a stage says of queries that it ran all at once. */
record Burst(String traceId, int activeQueriesPeak, double utilizationPeakPercent, List<Query> queries) {
    Burst {
        queries = List.copyOf(queries);
    }

    /** @param outcome {@code ok}, {@code pool_timeout} or {@code failed} */
    record Query(double waitedMs, double queryMs, String outcome) {
        boolean isOk() {
            return outcome.equals("ok");
        }

        boolean isPoolTimeout() {
            return outcome.equals("pool_timeout");
        }
    }
}
