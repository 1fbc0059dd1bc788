package dev.tailback.lab.shop;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Percentiles by nearest rank: each is a value that did occur. */
public final class Percentiles {
    private final double[] sorted;

    public Percentiles(double... values) {
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /** Empty when there are no values. */
    public OptionalDouble at(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percentile " + percent + " is not allowed: more than 0, at most 100");
        }
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return OptionalDouble.of(sorted[rank - 1]);
    }
}
