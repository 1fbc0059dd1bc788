package dev.tailback.flowalerts.lag;

import java.util.ArrayList;
import java.util.List;

/** When a partition's end was seen where, to tell about when a record was written whose own time cannot be had. */
final class Written {
    private static final int MOST = 120;

    /** The end stood there from the first to the last of these moments. */
    private record Seen(long latest, long firstMillis, long lastMillis) {}

    private final List<Seen> seen = new ArrayList<>();

    void saw(long atMillis, long latest) {
        Seen last = seen.isEmpty() ? null : seen.getLast();
        if (last != null && latest < last.latest()) {
            // The topic was made anew under its old name.
            seen.clear();
            last = null;
        }
        if (last != null && last.latest() == latest) {
            seen.set(seen.size() - 1, new Seen(latest, last.firstMillis(), atMillis));
            return;
        }
        seen.add(new Seen(latest, atMillis, atMillis));
        if (seen.size() > MOST) {
            thin();
        }
    }

    /** Of the older half every second goes: what is long ago need not be told to the second. */
    private void thin() {
        for (int i = MOST / 2; i > 0; i -= 2) {
            seen.remove(i);
        }
    }

    /** About when the record at that offset was written; at the latest the first sight, when it was there before us. */
    long millisOf(long offset) {
        if (seen.isEmpty()) {
            throw new IllegalStateException("no end was seen before offset " + offset + " was asked for");
        }
        if (offset < seen.getFirst().latest()) {
            return seen.getFirst().firstMillis();
        }
        for (int i = 1; i < seen.size(); i++) {
            Seen after = seen.get(i);
            if (offset < after.latest()) {
                return between(seen.get(i - 1), after, offset);
            }
        }
        return seen.getLast().lastMillis();
    }

    private static long between(Seen before, Seen after, long offset) {
        double share = (offset - before.latest()) / (double) (after.latest() - before.latest());
        return before.lastMillis() + Math.round(share * (after.firstMillis() - before.lastMillis()));
    }
}
