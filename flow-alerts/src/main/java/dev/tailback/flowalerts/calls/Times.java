package dev.tailback.flowalerts.calls;

/** How long calls took, in boxes each a fifth wider than the one before: what is read from it is at most a tenth off. */
final class Times {
    private static final int BOXES_FOR_DOUBLE = 4;
    /** From 10 µs to three minutes; what took less or more is in the outermost. */
    private static final int BOXES = 96;

    private static final double LEAST_NANOS = 10_000;

    private final int[] boxes = new int[BOXES];
    private int count;
    private int errors;
    private long longestNanos;

    void add(long nanos, boolean failed) {
        boxes[box(nanos)]++;
        count++;
        errors += failed ? 1 : 0;
        longestNanos = Math.max(longestNanos, nanos);
    }

    void add(Times other) {
        for (int box = 0; box < BOXES; box++) {
            boxes[box] += other.boxes[box];
        }
        count += other.count;
        errors += other.errors;
        longestNanos = Math.max(longestNanos, other.longestNanos);
    }

    private static int box(long nanos) {
        double doubles = Math.log(Math.max(1, nanos / LEAST_NANOS)) / Math.log(2);
        return Math.min(BOXES - 1, (int) (doubles * BOXES_FOR_DOUBLE));
    }

    int count() {
        return count;
    }

    int errors() {
        return errors;
    }

    long longestNanos() {
        return longestNanos;
    }

    /** The middle of its box, and never more than the longest. */
    double nanosOf(double share) {
        double wanted = Math.ceil(share * count);
        int seen = 0;
        for (int box = 0; box < BOXES; box++) {
            seen += boxes[box];
            if (seen >= wanted && seen > 0) {
                return Math.min(longestNanos, LEAST_NANOS * Math.pow(2, (box + 0.5) / BOXES_FOR_DOUBLE));
            }
        }
        return 0;
    }
}
