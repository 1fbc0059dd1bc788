package dev.tailback.flowalerts.rules.core.model;

/** A number over a window. */
public sealed interface Figure {
    /** The signals it is computed of. */
    Atom of();

    record Count(Atom of) implements Figure {}

    /** The share of the signals that failed, 0 to 1. */
    record ErrorRate(Atom of, Predicate failed) implements Figure {}

    /**
     * The value that so many of 10,000 signals reach at most (nearest rank): 9,500 is p95.
     *
     * @param field a numeric one, as a rule {@code duration} (nanoseconds); a signal without it does not count
     */
    record Percentile(Atom of, String field, int perTenThousand) implements Figure {
        public Percentile {
            if (perTenThousand < 1 || perTenThousand > 9_999) {
                throw new IllegalArgumentException(
                        "percentile %s; allowed: p0.01 to p99.99".formatted(perTenThousand / 100.0));
            }
        }
    }

    /**
     * Of a number that signals carry, such as the {@code value} of a metric. Sums and means are computed to six decimals,
     * so that no order of arrival changes them.
     */
    record Gauge(Atom of, String field, Aggregate aggregate) implements Figure {}

    enum Aggregate {
        /** The one of the latest time. */
        LAST,
        LEAST,
        MOST,
        MEAN,
        SUM
    }
}
