package dev.tailback.stage.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import dev.tailback.stage.pool.PoolStats;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What borrowing a connection looks like on spans: how the pool stood at that moment, and how long it took. HikariCP
 * tells of it on the thread that borrows, before it has its connection, and after it waited in vain.
 */
final class Borrowings implements MetricsTrackerFactory {
    /** From here on the wait is a span of its own; a shorter one is an attribute alone, which costs less. */
    private static final Duration NOTICEABLE = Duration.ofMillis(5);

    private final HikariDataSource pool;
    private final MetricsTrackerFactory metrics;
    private final Tracer tracer;
    private final ThreadLocal<@Nullable Attributes> last = new ThreadLocal<>();

    private Borrowings(HikariDataSource pool, MetricsTrackerFactory metrics, Tracer tracer) {
        this.pool = pool;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    /** HikariCP tells one listener: this one, which tells the metrics in turn. */
    static Borrowings from(HikariDataSource pool, MetricsTrackerFactory metrics, Tracer tracer) {
        Borrowings borrowings = new Borrowings(pool, metrics, tracer);
        pool.setMetricsTrackerFactory(borrowings);
        return borrowings;
    }

    /** How the pool stood when this thread last borrowed from it. */
    Attributes last() {
        Attributes figures = last.get();
        return figures == null ? Attributes.empty() : figures;
    }

    @Override
    public IMetricsTracker create(String poolName, com.zaxxer.hikari.metrics.PoolStats cached) {
        return new Listener(metrics.create(poolName, cached));
    }

    private void borrowed(long waited) {
        Attributes figures = figures(PoolStats.of(pool));
        last.set(figures);
        Span borrower = Span.current();
        borrower.setAllAttributes(figures).setAttribute(Names.CONNECTION_POOL_WAIT, waited / 1e6);
        Span request = request();
        if (request != borrower) {
            request.setAllAttributes(figures);
        }
        if (waited >= NOTICEABLE.toNanos() && borrower.isRecording()) {
            tellOfWait(Duration.ofNanos(waited), figures);
        }
    }

    /** A pool that cannot make connections, because the server is away, is not exhausted. */
    private void timedOut() {
        PoolStats stats = PoolStats.of(pool);
        if (stats.total() >= stats.max()) {
            Span.current().setAttribute(Names.CONNECTION_POOL_EXHAUSTED, true);
            request().setAttribute(Names.CONNECTION_POOL_EXHAUSTED, true);
        }
    }

    private void tellOfWait(Duration waited, Attributes figures) {
        Instant now = Instant.now();
        tracer.spanBuilder("wait for connection")
                .setStartTimestamp(now.minus(waited))
                .setAllAttributes(figures)
                .startSpan()
                .end(now);
    }

    /** The request that all this is done for; one that is not recorded if it is done for none. */
    private static Span request() {
        Span request = LocalRootSpan.fromContextOrNull(Context.current());
        return request == null ? Span.getInvalid() : request;
    }

    private static Attributes figures(PoolStats stats) {
        return Attributes.of(
                Names.CONNECTION_POOL_ACTIVE,
                (long) stats.active(),
                Names.CONNECTION_POOL_MAX,
                (long) stats.max(),
                Names.CONNECTION_POOL_UTILIZATION,
                stats.utilizationPercent());
    }

    private final class Listener implements IMetricsTracker {
        private final IMetricsTracker metrics;

        Listener(IMetricsTracker metrics) {
            this.metrics = metrics;
        }

        @Override
        public void recordConnectionCreatedMillis(long millis) {
            metrics.recordConnectionCreatedMillis(millis);
        }

        @Override
        public void recordConnectionAcquiredNanos(long waited) {
            metrics.recordConnectionAcquiredNanos(waited);
            borrowed(waited);
        }

        @Override
        public void recordConnectionUsageMillis(long millis) {
            metrics.recordConnectionUsageMillis(millis);
        }

        @Override
        public void recordConnectionTimeout() {
            metrics.recordConnectionTimeout();
            timedOut();
        }

        @Override
        public void close() {
            metrics.close();
        }
    }
}
