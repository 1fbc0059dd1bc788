package dev.tailback.lab.physics;

import java.util.ArrayList;
import java.util.List;

/** So many cores, shared evenly by all work under way; no work gets more than one of them. */
final class SharedProcessor {
    /** Rounding leaves crumbs of work. */
    private static final double NOTHING = 1e-9;

    private final double cores;
    private final List<Work> first = new ArrayList<>();
    private final List<Work> underWay = new ArrayList<>();

    SharedProcessor(double cores) {
        this.cores = cores;
    }

    private static final class Work {
        private final Runnable done;
        private double left;

        Work(double seconds, Runnable done) {
            this.left = seconds;
            this.done = done;
        }
    }

    void work(double seconds, Runnable done) {
        underWay.add(new Work(seconds, done));
    }

    /** Work that has a core to itself, as building an index has whose table the others may not write to meanwhile. */
    void workFirst(double seconds, Runnable done) {
        first.add(new Work(seconds, done));
    }

    /** All work under way is begun again, and is only so much now. */
    void beginAgain(double seconds) {
        underWay.forEach(work -> work.left = Math.min(work.left, seconds));
    }

    void advance(double step) {
        double left = Math.max(0, cores - first.size());
        List<Work> done = new ArrayList<>();
        advance(first, step, done);
        advance(underWay, step * Math.min(1, left / Math.max(1, underWay.size())), done);
        done.forEach(work -> work.done.run());
    }

    private static void advance(List<Work> all, double each, List<Work> done) {
        all.removeIf(work -> {
            work.left -= each;
            return work.left <= NOTHING && done.add(work);
        });
    }
}
