package dev.tailback.flowalerts.rules.core.engine.limit;

import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of a rule's threshold, each with its number, and how they combine. */
public final class Limits {
    private static final Sketch[] NO_SKETCHES = {};

    static final Limits NONE = new Limits(null, Duration.ofSeconds(1));

    public final Meter[] meters;
    final long bucketNanos;
    /** Of the longest window. */
    final int mostBuckets;

    private final @Nullable Threshold threshold;

    public Limits(@Nullable Threshold threshold, Duration bucket) {
        this.threshold = threshold;
        this.bucketNanos = bucket.toNanos();
        List<Meter> found = new ArrayList<>();
        if (threshold != null) {
            collect(threshold, found);
        }
        this.meters = found.toArray(Meter[]::new);
        int most = 0;
        for (Meter meter : meters) {
            most = Math.max(most, meter.buckets);
        }
        this.mostBuckets = most;
    }

    private void collect(Threshold part, List<Meter> found) {
        switch (part) {
            case Threshold.Limit limit -> found.add(new Meter(limit, bucketNanos));
            case Threshold.All all -> all.parts().forEach(each -> collect(each, found));
            case Threshold.Any any -> any.parts().forEach(each -> collect(each, found));
        }
    }

    public boolean isEmpty() {
        return meters.length == 0;
    }

    /** Whether the whole threshold is breached, where those limits are whose bits are set. */
    public boolean isBreached(long breached) {
        return threshold == null || isBreached(threshold, breached, new int[1]);
    }

    private static boolean isBreached(Threshold part, long breached, int[] next) {
        return switch (part) {
            case Threshold.Limit limit -> (breached & 1L << next[0]++) != 0;
            case Threshold.All all -> {
                boolean result = true;
                for (Threshold each : all.parts()) {
                    result &= isBreached(each, breached, next);
                }
                yield result;
            }
            case Threshold.Any any -> {
                boolean result = false;
                for (Threshold each : any.parts()) {
                    result |= isBreached(each, breached, next);
                }
                yield result;
            }
        };
    }

    /** How long a signal can matter. */
    public long longest() {
        return meters.length == 0 ? 0 : (mostBuckets + 1) * bucketNanos;
    }

    public long bucketOf(long timeNanos) {
        return Math.floorDiv(timeNanos, bucketNanos);
    }

    public long timeOf(long boundary) {
        return boundary * bucketNanos;
    }

    /** 0 of what is no percentile. */
    int perTenThousand(int index) {
        return meters[index].limit.figure() instanceof Figure.Percentile percentile ? percentile.perTenThousand() : 0;
    }

    long[] counters() {
        return new long[meters.length * Meter.COUNTERS];
    }

    Sketch[] sketches() {
        for (int i = 0; i < meters.length; i++) {
            if (perTenThousand(i) != 0) {
                Sketch[] sketches = new Sketch[meters.length];
                for (int s = 0; s < sketches.length; s++) {
                    sketches[s] = new Sketch();
                }
                return sketches;
            }
        }
        return NO_SKETCHES;
    }

    void sketch(int index, Signal signal, Sketch[] sketches) {
        if (meters[index].limit.figure() instanceof Figure.Percentile percentile
                && signal.fields().get(percentile.field()) instanceof Number number) {
            sketches[index].add(number.doubleValue());
        }
    }
}
