package dev.tailback.flowalerts.lag;

import org.jspecify.annotations.Nullable;

/**
 * A group and a partition.
 *
 * @param owner null when nobody has the partition
 * @param lag null when nothing is committed and it is not known to begin with the earliest record: absent is not 0
 * @param committed null when nothing is
 */
public record PartitionLag(
        Place place,
        Ends ends,
        @Nullable Member owner,
        @Nullable Long committed,
        @Nullable Lag lag) {

    /**
     * @param seconds the age of the oldest unread record
     * @param drainSeconds infinite when it grows, null when that is not known yet
     * @param lost records that retention deleted unread
     */
    public record Lag(
            long records,
            double seconds,
            Status status,
            Rates rates,
            @Nullable Double drainSeconds,
            long lost) {}

    /** How much of what is kept is unread, from 0 to 1: at 1 the next record that retention deletes is lost. */
    public double retentionShare() {
        return lag == null || ends.size() == 0 ? 0 : Math.min(1, lag.records() / (double) ends.size());
    }

    /** Of retention still left between the reader and the earliest record, from 0 to 1. */
    public double retentionMargin() {
        return 1 - retentionShare();
    }
}
