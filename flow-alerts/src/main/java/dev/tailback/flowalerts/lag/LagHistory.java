package dev.tailback.flowalerts.lag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last hour of every group, by the second. */
public final class LagHistory {
    static final int SECONDS = 3_600;
    // 20 bytes a second and group: 7 MB for all.
    static final int MOST_GROUPS = 100;

    /** A group at a second. */
    public record Point(long atSecond, long records, double seconds) {}

    private static final class Ring {
        private final long[] at = new long[SECONDS];
        private final long[] records = new long[SECONDS];
        private final float[] seconds = new float[SECONDS];
        private long last;

        Ring() {
            Arrays.fill(at, -1);
        }

        void put(Point point) {
            int slot = (int) (point.atSecond() % SECONDS);
            at[slot] = point.atSecond();
            records[slot] = point.records();
            seconds[slot] = (float) point.seconds();
            last = point.atSecond();
        }

        List<Point> since(long from) {
            List<Point> points = new ArrayList<>();
            for (long second = Math.max(from, last - SECONDS + 1); second <= last; second++) {
                int slot = (int) (second % SECONDS);
                if (at[slot] == second) {
                    points.add(new Point(second, records[slot], seconds[slot]));
                }
            }
            return points;
        }
    }

    private final Map<String, Ring> rings = new HashMap<>();
    private long leftOut;

    /** Takes one point a second of each group, and of those of which nothing is known none. */
    public synchronized void take(LagView view) {
        long second = view.atMillis() / 1000;
        rings.values().removeIf(ring -> second - ring.last >= SECONDS);
        for (GroupLag group : view.groups()) {
            if (group.isKnown()) {
                put(group.group(), new Point(second, group.records(), group.mostSeconds()));
            }
        }
    }

    private void put(String group, Point point) {
        Ring ring = rings.get(group);
        if (ring == null && rings.size() >= MOST_GROUPS) {
            leftOut++;
            return;
        }
        (ring == null ? rings.computeIfAbsent(group, unseen -> new Ring()) : ring).put(point);
    }

    /** Points that had no room. */
    public synchronized long leftOut() {
        return leftOut;
    }

    /** By name. */
    public synchronized List<String> groups() {
        return rings.keySet().stream().sorted().toList();
    }

    /** The earliest first; none of a group that is not known. */
    public synchronized List<Point> of(String group, long fromSecond) {
        Ring ring = rings.get(group);
        return ring == null ? List.of() : ring.since(fromSecond);
    }
}
