package dev.tailback.relay;

import java.util.Arrays;
import java.util.List;

/**
 * Which transactions had ended at one moment: {@code pg_snapshot}'s {@code xmin:xmax:in progress}. A transaction that
 * it does not see may have begun, and read the clock for its rows' ids, any time before.
 *
 * @param next the first transaction that had not begun
 */
record Snapshot(long oldest, long next, List<Long> inProgress) {
    /** Before every transaction of a database: it sees none. */
    static final Snapshot NONE = new Snapshot(0, 0, List.of());

    Snapshot {
        inProgress = List.copyOf(inProgress);
    }

    static Snapshot of(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a snapshot is xmin:xmax:xip, but got '" + text + "'");
        }
        List<Long> inProgress = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).toList();
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
    }

    boolean sees(long transaction) {
        return transaction < next && !inProgress.contains(transaction);
    }

    @Override
    public String toString() {
        return oldest + ":" + next + ":"
                + String.join(",", inProgress.stream().map(String::valueOf).toList());
    }
}
