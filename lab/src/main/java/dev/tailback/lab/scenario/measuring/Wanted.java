package dev.tailback.lab.scenario.measuring;

import java.util.OptionalDouble;

/** What is expected of a metric, and whether it was so. */
public sealed interface Wanted permits Band, Trend {
    /** As it was written. */
    String text();

    Seen in(Metric metric, Window window);

    /** What was seen, in words, and whether that is what was wanted. Nothing is not. */
    record Seen(String words, boolean isHeld) {
        static final Seen NOTHING = new Seen("not measured", false);
    }

    /** Throws an {@link IllegalArgumentException} for what cannot be wanted of the metric. */
    static Wanted of(Metric metric, String text) {
        return Trend.of(text)
                .filter(trend -> metric.isLag())
                .map(Wanted.class::cast)
                .orElseGet(() -> Band.of(metric.unit(), text)
                        .orElseThrow(() -> new IllegalArgumentException("'%s' is not allowed: %s%s"
                                .formatted(
                                        text,
                                        Band.allowed(metric.unit()),
                                        metric.isLag() ? ", or rising, or drained" : ""))));
    }

    static Seen seen(Metric metric, OptionalDouble value, boolean isHeld) {
        return value.isEmpty() ? Seen.NOTHING : new Seen(metric.unit().text(value.getAsDouble()), isHeld);
    }
}
