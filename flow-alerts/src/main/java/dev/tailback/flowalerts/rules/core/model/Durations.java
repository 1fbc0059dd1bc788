package dev.tailback.flowalerts.rules.core.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lengths of time that a rule may say. */
final class Durations {
    /** Nobody waits longer for an alert, and sums of a few stay far from the end of a long. */
    static final Duration LONGEST = Duration.ofDays(366);

    private Durations() {}

    static void notNegative(String field, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s: %s; allowed: 0 to 366 days".formatted(field, duration));
        }
    }

    static void positive(String field, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "%s: %s; allowed: more than 0, at most 366 days".formatted(field, duration));
        }
    }
}
