package dev.tailback.breakage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.http.Problem;
import dev.tailback.stage.pool.PoolStats;
import dev.tailback.stage.pool.PoolStatsView;
import dev.tailback.stage.replica.ReplicaReads;
import dev.tailback.telemetry.DemoClock;
import dev.tailback.telemetry.DemoClockView;
import dev.tailback.telemetry.Discretion;
import dev.tailback.telemetry.Names;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a presenter breaks in this stage: slow queries and an exhausted pool. */
@RestController
@RequestMapping("/demo")
class DemoHttp {
    private static final Logger log = LoggerFactory.getLogger(DemoHttp.class);
    /** Of the pool, when nobody says how many connections to hold. */
    private static final double HELD_SHARE = 0.95;
    /** What a slow query may take besides its delay: it waits for a connection, and does its work. */
    private static final Duration BESIDES = Duration.ofMillis(400);

    private final HikariDataSource pool;
    private final SlowQueries slowQueries;
    private final HeldConnections held;
    private final ObjectProvider<ReplicaReads> replica;
    private final DemoClock clock;
    private final Discretion discretion;

    DemoHttp(
            HikariDataSource pool,
            SlowQueries slowQueries,
            HeldConnections held,
            ObjectProvider<ReplicaReads> replica,
            DemoClock clock,
            Discretion discretion) {
        this.pool = pool;
        this.slowQueries = slowQueries;
        this.held = held;
        this.replica = replica;
        this.clock = clock;
        this.discretion = discretion;
    }

    @GetMapping
    State state() {
        long delay = slowQueries.delay().toMillis();
        return new State(new SlowQueriesState(delay > 0, delay), held.count(), readsReplica(), DemoClockView.of(clock));
    }

    private boolean readsReplica() {
        ReplicaReads reads = replica.getIfAvailable();
        return reads != null && reads.areOn();
    }

    @PostMapping("/enable-slow-queries")
    SlowQueriesEnabled enableSlowQueries(@RequestBody Delay wanted) {
        long longest = slowQueries.longest().toMillis();
        if (wanted.delayMs() == null || wanted.delayMs() < 1 || wanted.delayMs() > longest) {
            throw Problem.invalid("delay_ms", wanted.delayMs(), "1 to " + longest);
        }
        slowQueries.delayBy(Duration.ofMillis(wanted.delayMs()));
        Duration delay = slowQueries.delay();
        told().addKeyValue(Names.EVENT, Names.DEMO_SLOW_QUERY_TRIGGERED)
                .addKeyValue(Names.SIMULATION_TYPE, "slow_queries")
                .addKeyValue(Names.ACTION, "enabled")
                .addKeyValue(Names.DELAY, delay.toMillis())
                .addKeyValue(Names.TARGET_P95, delay.toMillis())
                .addKeyValue(Names.TARGET_P99, delay.plus(BESIDES).toMillis())
                .log("queries sleep {} s from now on", delay.toMillis() / 1e3);
        return new SlowQueriesEnabled("slow_queries_enabled", delay.toMillis());
    }

    @PostMapping({"/simulate-pool-exhaustion", "/enable-pool-exhaustion"})
    PoolExhausted exhaustPool(@RequestBody(required = false) @Nullable Connections wanted) {
        int maximum = pool.getMaximumPoolSize();
        int connections = wanted == null || wanted.connections() == null
                ? Math.max(1, (int) (maximum * HELD_SHARE))
                : wanted.connections();
        if (connections < 1 || connections > maximum) {
            throw Problem.invalid("connections", connections, "1 to " + maximum + ", the pool's maximum");
        }
        try {
            held.hold(connections);
        } catch (SQLException inUse) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "%d connections cannot be held now, %d are held as before: %s"
                            .formatted(connections, held.count(), inUse.getMessage()));
        }
        PoolStats stats = tell("enabled");
        return new PoolExhausted("pool_exhausted", held.count(), PoolStatsView.brief(stats));
    }

    @PostMapping("/reset")
    Reset reset() {
        slowQueries.delayBy(Duration.ZERO);
        int released = held.releaseAll();
        PoolStats stats = tell("reset");
        return new Reset("demo_reset", released, PoolStatsView.brief(stats));
    }

    private PoolStats tell(String action) {
        PoolStats stats = PoolStats.of(pool);
        told().addKeyValue(Names.EVENT, Names.DEMO_POOL_EXHAUSTION)
                .addKeyValue(Names.SIMULATION_TYPE, "pool_exhaustion")
                .addKeyValue(Names.ACTION, action)
                .addKeyValue(Names.CONNECTIONS_HELD, held.count())
                .addKeyValue(Names.POOL_CONNECTIONS_MAX, stats.max())
                .addKeyValue(Names.UTILIZATION, stats.utilizationPercent())
                .log("{} of {} connections are held", held.count(), stats.max());
        return stats;
    }

    /** Nowhere, while nothing is to be told. */
    private LoggingEventBuilder told() {
        return discretion.isOn() ? NOPLoggingEventBuilder.singleton() : log.atInfo();
    }

    record State(SlowQueriesState slowQueries, int heldConnections, boolean replicaReads, DemoClockView clock) {}

    record SlowQueriesState(boolean enabled, long delayMs) {}

    record Delay(@Nullable Integer delayMs) {}

    record SlowQueriesEnabled(String status, long delayMs) {}

    record Connections(@Nullable Integer connections) {}

    record PoolExhausted(String status, int heldConnections, PoolStatsView poolStats) {}

    record Reset(String status, int releasedConnections, PoolStatsView poolStats) {}
}
