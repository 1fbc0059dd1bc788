package dev.tailback.lab.faults.scenario;

import dev.tailback.lab.shop.Percentiles;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Queries summed up. The time of a query begins when it has its connection; the wait for that is told apart, of those
 * too that waited in vain.
 *
 * @param activeQueries at most at one time
 * @param poolUtilizationPercent at most at one time, whoever used the connections
 */
record Figures(
        int queries,
        Times queryMs,
        Times waitedMs,
        int activeQueries,
        double poolUtilizationPercent,
        int poolTimeouts,
        int failures,
        double failureRatePercent) {

    record Times(double p50, double p95, double p99, double max) {
        static Times of(List<Burst.Query> queries, ToDoubleFunction<Burst.Query> time) {
            Percentiles percentiles =
                    new Percentiles(queries.stream().mapToDouble(time).toArray());
            return new Times(
                    orZero(percentiles.at(50)),
                    orZero(percentiles.at(95)),
                    orZero(percentiles.at(99)),
                    orZero(percentiles.at(100)));
        }

        private static double orZero(OptionalDouble time) {
            return time.orElse(0);
        }
    }

    static Figures of(List<Burst> bursts) {
        List<Burst.Query> all =
                bursts.stream().flatMap(burst -> burst.queries().stream()).toList();
        List<Burst.Query> served = all.stream().filter(Burst.Query::isOk).toList();
        int failures = all.size() - served.size();
        return new Figures(
                all.size(),
                Times.of(served, Burst.Query::queryMs),
                Times.of(all, Burst.Query::waitedMs),
                bursts.stream().mapToInt(Burst::activeQueriesPeak).sum(),
                bursts.stream().mapToDouble(Burst::utilizationPeakPercent).max().orElse(0),
                (int) all.stream().filter(Burst.Query::isPoolTimeout).count(),
                failures,
                Math.round(1000.0 * failures / Math.max(1, all.size())) / 10.0);
    }
}
