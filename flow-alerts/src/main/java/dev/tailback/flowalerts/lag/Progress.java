package dev.tailback.flowalerts.lag;

import dev.tailback.flowalerts.lag.Status.Commit;
import dev.tailback.flowalerts.lag.Status.Facts;
import java.util.ArrayDeque;
import java.util.List;

/** What is remembered of a group's way through a partition. */
final class Progress {
    private static final int STEPS = 10;

    /** Where both were at a moment. */
    private record Point(long atMillis, long committed, long latest) {}

    private final long windowMillis;
    private final ArrayDeque<Commit> commits = new ArrayDeque<>();
    private final ArrayDeque<Point> points = new ArrayDeque<>();
    private long offset = -1;
    private long standingSince;
    private long rewoundAt = Long.MIN_VALUE;

    Progress(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    void saw(long atMillis, long committed, long latest, long lag) {
        if (offset < 0 || lag == 0 || committed != offset) {
            standingSince = atMillis;
        }
        if (committed < offset) {
            rewoundAt = atMillis;
            // What was measured before says nothing about the way that begins now.
            commits.clear();
            points.clear();
        }
        if (lag == 0) {
            rewoundAt = Long.MIN_VALUE;
        }
        if (committed != offset) {
            commits.removeIf(commit -> atMillis - commit.atMillis() > windowMillis);
            add(new Commit(atMillis, committed, lag));
        }
        offset = committed;
        add(new Point(atMillis, committed, latest));
    }

    /** Commits that follow closely count as one, the latest, or a busy consumer's window would be a second long. */
    private void add(Commit commit) {
        Commit last = commits.pollLast();
        if (last != null && (commits.isEmpty() || isNextStep(commits.getLast().atMillis(), last.atMillis()))) {
            commits.addLast(last);
        }
        commits.addLast(commit);
        if (commits.size() > STEPS) {
            commits.removeFirst();
        }
    }

    private void add(Point point) {
        Point last = points.pollLast();
        if (last != null && (points.isEmpty() || isNextStep(points.getLast().atMillis(), last.atMillis()))) {
            points.addLast(last);
        }
        points.addLast(point);
        // One that is older than the window stays, so that the window is always covered.
        while (points.size() > STEPS + 2) {
            points.removeFirst();
        }
    }

    private boolean isNextStep(long before, long after) {
        return after - before >= windowMillis / STEPS;
    }

    Status status(long atMillis, long lag, boolean owned) {
        boolean isRewound = rewoundAt != Long.MIN_VALUE && atMillis - rewoundAt < windowMillis;
        List<Commit> recent = commits.stream()
                .filter(commit -> atMillis - commit.atMillis() <= windowMillis)
                .toList();
        return Status.of(new Facts(lag, owned, atMillis - standingSince, isRewound, recent), windowMillis);
    }

    Rates rates() {
        if (points.size() < 2) {
            return Rates.UNKNOWN;
        }
        Point first = points.getFirst();
        Point last = points.getLast();
        double seconds = (last.atMillis() - first.atMillis()) / 1000.0;
        return seconds <= 0
                ? Rates.UNKNOWN
                : new Rates(
                        Math.max(0, last.committed() - first.committed()) / seconds,
                        Math.max(0, last.latest() - first.latest()) / seconds);
    }
}
