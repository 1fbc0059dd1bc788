package dev.tailback.flowalerts.store.writing;

/**
 * Milliseconds that writing took, a span, over the last minute.
 *
 * @param worst of one batch
 * @param mark of the worst: {@code within_target} (up to 5 ms), {@code over_target}, {@code alert} (over 10 ms),
 *     {@code critical} (over 50 ms)
 * @param batchesOver5 since the start, as the two after it
 */
public record WriteTime(
        double mean, double worst, String mark, long batchesOver5, long batchesOver10, long batchesOver50) {}
