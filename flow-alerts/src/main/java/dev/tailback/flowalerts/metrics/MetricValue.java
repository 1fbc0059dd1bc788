package dev.tailback.flowalerts.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a point says. */
public sealed interface MetricValue {
    /** @param number a Long or a Double, as it was sent */
    record Single(Number number) implements MetricValue {}

    /**
     * @param min null when the sender does not tell, like {@code max}
     * @param bounds upper bounds of all buckets but the last; empty when there are none, or their bounds are not explicit
     * @param counts one more than bounds, or none
     */
    record Distribution(
            long count,
            double sum,
            @Nullable Double min,
            @Nullable Double max,
            List<Double> bounds,
            List<Long> counts) implements MetricValue {
        public Distribution {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }

    /** About what it takes of the heap. */
    default int bytes() {
        return switch (this) {
            case Single single -> 32;
            case Distribution distribution ->
                96 + 24 * (distribution.bounds().size() + distribution.counts().size());
        };
    }
}
