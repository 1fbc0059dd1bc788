package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool whose settings change while it is in use, as by a deployment with a wrong number in it. */
public final class PoolControl {
    private static final Logger log = LoggerFactory.getLogger(PoolControl.class);
    /** For connections in use to come back; those of longer work come later and are closed then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final HikariDataSource pool;
    private final PoolHousekeeping housekeeping;
    private final PoolSettings configured;
    private volatile IntSupplier kept = () -> 0;

    public PoolControl(HikariDataSource pool, PoolHousekeeping housekeeping) {
        this.pool = pool;
        this.housekeeping = housekeeping;
        this.configured = PoolSettings.of(pool);
    }

    /** From now on the maximum is not to fall below so many, which somebody keeps. */
    public void keepAtLeast(IntSupplier kept) {
        this.kept = kept;
    }

    /** How many somebody keeps. */
    public int kept() {
        return kept.getAsInt();
    }

    /** As the stage was started. */
    PoolSettings configured() {
        return configured;
    }

    public PoolSettings settings() {
        return PoolSettings.of(pool);
    }

    /**
     * Sets all of it. Connections that nobody uses are closed at once, others when they come back; while there are more
     * than the maximum, nobody gets a new one. Waits a while until there are no more.
     */
    public synchronized void use(PoolSettings wanted) {
        boolean hasNewTimeout = !wanted.connectionTimeout().equals(settings().connectionTimeout());
        pool.setMaximumPoolSize(wanted.maximum());
        pool.setMinimumIdle(wanted.minimumIdle());
        pool.setConnectionTimeout(wanted.connectionTimeout().toMillis());
        HikariPoolMXBean running = pool.getHikariPoolMXBean();
        if (running != null) {
            running.softEvictConnections();
            awaitAtMost(running, wanted.maximum());
            if (hasNewTimeout && !housekeeping.awaitRound(PATIENCE)) {
                log.warn("the pool has not kept house for {}: its connection timeout is not known to be new", PATIENCE);
            }
        }
        log.info("the pool is now {}, with {}", settings(), PoolStats.of(pool));
    }

    private static void awaitAtMost(HikariPoolMXBean running, int maximum) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (running.getTotalConnections() > maximum && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
