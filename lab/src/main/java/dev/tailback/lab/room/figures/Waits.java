package dev.tailback.lab.room.figures;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How long things took, as a cumulative histogram.
 *
 * @param upTo by their bound in seconds, how many took at most so long
 */
record Waits(TreeMap<Double, Double> upTo) {
    static final Waits NONE = new Waits(new TreeMap<>());

    static Waits of(Iterable<Sample> buckets) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        for (Sample bucket : buckets) {
            String bound = bucket.label("le");
            upTo.merge(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    bucket.value(),
                    Double::sum);
        }
        return new Waits(upTo);
    }

    double count() {
        return upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
    }

    /** What came since; all of it when a process began to count anew. */
    Waits since(Waits earlier) {
        if (earlier.count() > count()) {
            return this;
        }
        TreeMap<Double, Double> since = new TreeMap<>();
        upTo.forEach((bound, count) -> since.put(bound, count - earlier.upTo.getOrDefault(bound, 0.0)));
        return new Waits(since);
    }

    Waits and(Waits more) {
        TreeMap<Double, Double> both = new TreeMap<>(upTo);
        more.upTo.forEach((bound, count) -> both.merge(bound, count, Double::sum));
        return new Waits(both);
    }

    /** In milliseconds, on a straight line through its bucket; beyond the last bound that bound. Empty of nothing. */
    OptionalDouble percentile(double percent) {
        double rank = count() * percent / 100;
        if (count() <= 0) {
            return OptionalDouble.empty();
        }
        double lower = 0;
        double before = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            if (bucket.getValue() >= rank) {
                double share = bucket.getValue() == before ? 1 : (rank - before) / (bucket.getValue() - before);
                double upper = bucket.getKey().isInfinite() ? lower : bucket.getKey();
                return OptionalDouble.of(1_000 * (lower + (upper - lower) * share));
            }
            lower = bucket.getKey();
            before = bucket.getValue();
        }
        return OptionalDouble.of(1_000 * lower);
    }
}
