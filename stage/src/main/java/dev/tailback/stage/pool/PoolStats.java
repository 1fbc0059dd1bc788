package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/** How a pool stands at a moment. In use is what somebody has borrowed, whether it works or is only held. */
public record PoolStats(int active, int max, int waiting, int total) {

    public static PoolStats of(HikariDataSource pool) {
        HikariPoolMXBean stats = pool.getHikariPoolMXBean();
        // There is none before the first connection was asked for.
        return stats == null
                ? new PoolStats(0, pool.getMaximumPoolSize(), 0, 0)
                : new PoolStats(
                        stats.getActiveConnections(),
                        pool.getMaximumPoolSize(),
                        stats.getThreadsAwaitingConnection(),
                        stats.getTotalConnections());
    }

    public int available() {
        return Math.max(0, max - active);
    }

    /** Above 100 as long as more are in use than a maximum that was lowered. */
    public double utilizationPercent() {
        return Math.round(1000.0 * active / max) / 10.0;
    }
}
