package dev.tailback.flowalerts.lag;

/** What was found from an offset on. */
public sealed interface Unread {
    /**
     * The oldest record there.
     *
     * @param offset which is a later one where compaction or a transaction's marker left a gap
     * @param writtenMillis its time stamp; below 0 when it has none
     */
    record Found(long offset, long writtenMillis) implements Unread {}

    /** No record up to that offset: markers of transactions, or records of one that was aborted. */
    record Nothing(long upTo) implements Unread {}
}
