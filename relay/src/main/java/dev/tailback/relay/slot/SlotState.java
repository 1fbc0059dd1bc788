package dev.tailback.relay.slot;

/**
 * How the slot stood at one moment.
 *
 * @param walStatus PostgreSQL's word: reserved, extended, unreserved (about to be lost) or lost
 * @param retainedBytes of WAL that the server keeps for the slot
 * @param lagBytes of WAL that was written after what the relay has confirmed
 */
public record SlotState(boolean active, String walStatus, long retainedBytes, long lagBytes) {
    static final String LOST = "lost";

    /** PostgreSQL's word for a slot that the next checkpoint may invalidate. */
    private static final String UNRESERVED = "unreserved";

    public boolean lost() {
        return walStatus.equals(LOST);
    }

    /** Whether somebody should look at it: rows may soon be out of the slot's reach, or the disk full. */
    public boolean isInDanger(long retentionLimit) {
        return lost() || walStatus.equals(UNRESERVED) || retainedBytes > retentionLimit;
    }
}
