package dev.tailback.relay;

/**
 * Rows that are not published yet, about.
 *
 * @param oldestSeconds the age of the oldest of them by the clock of the database; 0 when there is none
 */
record Waiting(long rows, double oldestSeconds) {
    static final Waiting NONE = new Waiting(0, 0);

    Waiting and(long more, double theirOldestSeconds) {
        return new Waiting(rows + more, Math.max(oldestSeconds, theirOldestSeconds));
    }
}
