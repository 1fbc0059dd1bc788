package dev.tailback.stage.pool;

import org.jspecify.annotations.Nullable;

/** A pool as the stage's answers show it. */
public record PoolStatsView(
        int activeConnections,
        int maxConnections,
        double utilizationPercent,
        int availableConnections,
        @Nullable Integer waitingThreads,
        @Nullable Integer totalConnections) {

    public static PoolStatsView brief(PoolStats stats) {
        return view(stats, null, null);
    }

    public static PoolStatsView withWaiting(PoolStats stats) {
        return view(stats, stats.waiting(), null);
    }

    public static PoolStatsView whole(PoolStats stats) {
        return view(stats, stats.waiting(), stats.total());
    }

    private static PoolStatsView view(PoolStats stats, @Nullable Integer waiting, @Nullable Integer total) {
        return new PoolStatsView(
                stats.active(), stats.max(), stats.utilizationPercent(), stats.available(), waiting, total);
    }
}
