package dev.tailback.lab.physics;

import java.util.ArrayList;
import java.util.List;

/** So many cores, shared evenly by all work under way; no work gets more than one of them. */
final class SharedProcessor {
    /** Rounding leaves crumbs of work. */
    private static final double NOTHING = 1e-9;

    private final double cores;
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

    /** From 0 to 1. */
    double utilization() {
        return Math.min(1, underWay.size() / cores);
    }

    void advance(double step) {
        double each = step * Math.min(1, cores / Math.max(1, underWay.size()));
        List<Work> done = new ArrayList<>();
        underWay.removeIf(work -> {
            work.left -= each;
            return work.left <= NOTHING && done.add(work);
        });
        done.forEach(work -> work.done.run());
    }
}
