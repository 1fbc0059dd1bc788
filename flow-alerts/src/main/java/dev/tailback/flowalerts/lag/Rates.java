package dev.tailback.flowalerts.lag;

import org.jspecify.annotations.Nullable;

/** Records a second over the window. Both are unknown until two looks were taken. */
public record Rates(@Nullable Double consumed, @Nullable Double produced) {
    static final Rates UNKNOWN = new Rates(null, null);

    /** Until nothing is left to read; infinite where more comes than goes; null where the rates are unknown. */
    @Nullable
    Double drainSeconds(long lag) {
        if (lag == 0) {
            return 0.0;
        }
        if (consumed == null || produced == null) {
            return null;
        }
        double shrinks = consumed - produced;
        return shrinks > 0 ? lag / shrinks : Double.POSITIVE_INFINITY;
    }

    /** Of all of them together; unknown when one is. */
    Rates plus(Rates other) {
        return consumed == null || produced == null || other.consumed == null || other.produced == null
                ? UNKNOWN
                : new Rates(consumed + other.consumed, produced + other.produced);
    }
}
