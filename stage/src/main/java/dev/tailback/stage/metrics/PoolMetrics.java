package dev.tailback.stage.metrics;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/**
 * A pool of connections, as the semantic conventions have it, and under the two names that older dashboards read. Told by
 * HikariCP itself, so that it holds whoever borrows.
 */
public final class PoolMetrics implements MetricsTrackerFactory {
    // A connection that is there is had in microseconds; one that is waited for, within the pool's timeout.
    private static final List<Double> SECONDS =
            List.of(0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

    private final Meter meter;

    public PoolMetrics(Meter meter) {
        this.meter = meter;
    }

    @Override
    public IMetricsTracker create(String pool, PoolStats stats) {
        Attributes ofPool = Attributes.of(Names.POOL_NAME, pool);
        observe(ofPool, stats);
        DoubleHistogram created = seconds(Names.POOL_CREATE_TIME, "Making a connection.");
        DoubleHistogram waited = seconds(Names.POOL_WAIT_TIME, "Waiting for a connection, whether it came or not.");
        DoubleHistogram used = seconds(Names.POOL_USE_TIME, "From borrowing a connection to giving it back.");
        LongCounter timeouts = meter.counterBuilder(Names.POOL_TIMEOUTS)
                .setUnit("{timeout}")
                .setDescription("Waits for a connection that were given up.")
                .build();
        timeouts.add(0, ofPool);
        return new IMetricsTracker() {
            @Override
            public void recordConnectionCreatedMillis(long millis) {
                created.record(millis / 1e3, ofPool);
            }

            @Override
            public void recordConnectionAcquiredNanos(long nanos) {
                waited.record(nanos / 1e9, ofPool);
            }

            @Override
            public void recordConnectionUsageMillis(long millis) {
                used.record(millis / 1e3, ofPool);
            }

            @Override
            public void recordConnectionTimeout() {
                timeouts.add(1, ofPool);
            }
        };
    }

    private void observe(Attributes ofPool, PoolStats stats) {
        Attributes idle = ofPool.toBuilder().put(Names.POOL_STATE, "idle").build();
        Attributes inUse = ofPool.toBuilder().put(Names.POOL_STATE, "used").build();
        meter.upDownCounterBuilder(Names.POOL_COUNT)
                .setUnit("{connection}")
                .setDescription("Connections there are, by whether somebody has borrowed them.")
                .buildWithCallback(result -> {
                    result.record(stats.getIdleConnections(), idle);
                    result.record(stats.getActiveConnections(), inUse);
                });
        meter.upDownCounterBuilder(Names.POOL_MAX)
                .setUnit("{connection}")
                .setDescription("Connections there may be.")
                .buildWithCallback(result -> result.record(stats.getMaxConnections(), ofPool));
        meter.upDownCounterBuilder(Names.POOL_IDLE_MIN)
                .setUnit("{connection}")
                .setDescription("Idle connections that are kept.")
                .buildWithCallback(result -> result.record(stats.getMinConnections(), ofPool));
        meter.upDownCounterBuilder(Names.POOL_PENDING)
                .setUnit("{request}")
                .setDescription("Threads that wait for a connection.")
                .buildWithCallback(result -> result.record(stats.getPendingThreads(), ofPool));
        meter.gaugeBuilder(Names.POOL_SIZE)
                .ofLongs()
                .setDescription("Connections there may be.")
                .buildWithCallback(result -> result.record(stats.getMaxConnections(), ofPool));
        meter.gaugeBuilder(Names.POOL_AVAILABLE)
                .ofLongs()
                .setDescription("Connections that could be borrowed: the maximum less those in use.")
                .buildWithCallback(result ->
                        result.record(Math.max(0, stats.getMaxConnections() - stats.getActiveConnections()), ofPool));
    }

    private DoubleHistogram seconds(String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }
}
