package dev.tailback.breakage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.database.TypicalRead;
import dev.tailback.stage.pool.PoolStats;
import dev.tailback.stage.profile.ThreadsAtWork;
import io.opentelemetry.context.Context;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Many of a stage's typical reads at once, each on a connection of its own, and what became of each. */
final class QueryBurst {
    public static final int MOST = 500;

    private static final Logger log = LoggerFactory.getLogger(QueryBurst.class);

    private final HikariDataSource pool;
    private final TransactionOperations transactions;
    private final TypicalRead read;
    private final ThreadsAtWork atWork;

    public QueryBurst(
            HikariDataSource pool, TransactionOperations transactions, TypicalRead read, ThreadsAtWork atWork) {
        this.pool = pool;
        this.transactions = transactions;
        this.read = read;
        this.atWork = atWork;
    }

    public enum Outcome {
        OK,
        /** No connection came in the time that the pool lets anybody wait. */
        POOL_TIMEOUT,
        FAILED
    }

    /**
     * What became of one of them.
     *
     * @param waited for a connection
     * @param took from then on; nothing if there was none
     */
    public record Query(Duration waited, Duration took, Outcome outcome) {}

    /** All of them; the utilization is that of the pool, whoever used it. */
    public record Report(int activeQueriesPeak, double utilizationPeakPercent, List<Query> queries) {}

    public Report run(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("count must be 1 to " + MOST + ", but was " + count);
        }
        Peaks peaks = new Peaks();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Executor traced = Context.current().wrap(threads);
            List<CompletableFuture<Query>> running = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> query(peaks), traced))
                    .limit(count)
                    .toList();
            List<Query> done = running.stream().map(CompletableFuture::join).toList();
            return new Report(peaks.queries.intValue(), peaks.utilization.get(), done);
        }
    }

    private Query query(Peaks peaks) {
        long asked = System.nanoTime();
        long[] began = new long[1];
        try (ThreadsAtWork.Work untilDone = atWork.begin("query burst", QueryBurst.class)) {
            transactions.executeWithoutResult(transaction -> {
                began[0] = System.nanoTime();
                peaks.oneMore(PoolStats.of(pool));
                try {
                    read.run();
                } finally {
                    peaks.oneLess();
                }
            });
            return query(asked, began[0], Outcome.OK);
        } catch (RuntimeException failure) {
            boolean isWithoutConnection = began[0] == 0 && isTimeout(failure);
            if (!isWithoutConnection) {
                log.warn("a query of a burst failed", failure);
            }
            return query(asked, began[0], isWithoutConnection ? Outcome.POOL_TIMEOUT : Outcome.FAILED);
        }
    }

    private static Query query(long asked, long began, Outcome outcome) {
        long now = System.nanoTime();
        return began == 0
                ? new Query(Duration.ofNanos(now - asked), Duration.ZERO, outcome)
                : new Query(Duration.ofNanos(began - asked), Duration.ofNanos(now - began), outcome);
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return false;
    }

    private static final class Peaks {
        private final AtomicInteger active = new AtomicInteger();
        private final LongAccumulator queries = new LongAccumulator(Math::max, 0);
        private final DoubleAccumulator utilization = new DoubleAccumulator(Math::max, 0);

        void oneMore(PoolStats stats) {
            queries.accumulate(active.incrementAndGet());
            utilization.accumulate(stats.utilizationPercent());
        }

        void oneLess() {
            active.decrementAndGet();
        }
    }
}
