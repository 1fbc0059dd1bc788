package dev.tailback.flowalerts.metrics;

/**
 * What became of the points that were sent.
 *
 * @param series how many are kept
 * @param evicted series that had to go for others
 */
public record MetricCounts(long received, long series, long evicted, long capacity) {}
