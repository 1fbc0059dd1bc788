package dev.tailback.flowalerts.lag;

import java.util.List;

/**
 * How a group gets on with a partition, by Burrow's rules. Burrow reads each commit in Kafka's own topic; here only the
 * committed offset is seen, so a group that commits the same offset again is told from one that commits nothing by whether a
 * member has the partition. From the least trouble to the most.
 */
public enum Status {
    /** Nothing to read, or it was caught up within the window, or the lag has shrunk. */
    OK,
    /** The offset moves and the lag has not shrunk from any commit to the next. */
    WARN,
    /** The offset has been standing for the window although a member has the partition. */
    STALL,
    /** The offset has been standing for the window and nobody has the partition. */
    STOP,
    /** The offset went back within the window, and what was done is done again. */
    REWIND;

    // Of ten that a window holds at most. Two could be chance.
    static final int ENOUGH_COMMITS = 3;

    /** The offset that was committed at a moment, and what was behind it then. */
    record Commit(long atMillis, long offset, long lag) {}

    /**
     * @param lag now
     * @param owned a member has the partition
     * @param standingMillis how long there was something to read and the offset did not move
     * @param rewound it went back within the window and has not caught up since
     * @param commits of the window, the oldest first
     */
    record Facts(long lag, boolean owned, long standingMillis, boolean rewound, List<Commit> commits) {
        Facts {
            commits = List.copyOf(commits);
        }
    }

    static Status of(Facts facts, long windowMillis) {
        if (facts.lag() == 0) {
            return OK;
        }
        if (facts.rewound()) {
            return REWIND;
        }
        if (facts.standingMillis() >= windowMillis) {
            return facts.owned() ? STALL : STOP;
        }
        return hasShrunk(facts) ? OK : WARN;
    }

    private static boolean hasShrunk(Facts facts) {
        List<Commit> commits = facts.commits();
        if (commits.size() < ENOUGH_COMMITS || commits.getFirst().lag() == 0) {
            return true;
        }
        for (int i = 1; i < commits.size(); i++) {
            if (commits.get(i).lag() == 0
                    || commits.get(i).lag() < commits.get(i - 1).lag()) {
                return true;
            }
        }
        return false;
    }
}
