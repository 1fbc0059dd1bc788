package dev.tailback.stage.metrics;

import io.opentelemetry.api.metrics.Meter;

/** What is measured of a stage's database, from its side: the pool, and the statements. */
public record DatabaseMetrics(PoolMetrics pool, QueryMetrics queries) {
    /** @param namespace of the database, as its spans have it */
    public static DatabaseMetrics of(Meter meter, String namespace) {
        return new DatabaseMetrics(new PoolMetrics(meter), new QueryMetrics(meter, namespace));
    }
}
