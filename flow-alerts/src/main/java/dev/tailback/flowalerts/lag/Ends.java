package dev.tailback.flowalerts.lag;

/**
 * What a partition holds.
 *
 * @param earliest offset that is kept
 * @param latest the offset behind the last record that a reader of committed records gets
 */
public record Ends(long earliest, long latest) {
    long size() {
        return Math.max(0, latest - earliest);
    }

    /** Where reading really begins: what lies before the earliest offset is gone. */
    public long from(long committed) {
        return Math.max(committed, earliest);
    }
}
