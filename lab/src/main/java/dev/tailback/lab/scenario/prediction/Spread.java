package dev.tailback.lab.scenario.prediction;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something that several courses of one scenario tell, a time or a number: from where to where it is in nine of ten.
 *
 * @param least null when none of those knows of it
 * @param mayBeNever whether there is one that does not
 */
record Spread(@Nullable Double least, @Nullable Double most, boolean mayBeNever) {
    /** Of the courses, at each end. */
    private static final double RARE = 0.05;

    static Spread of(Collection<Milestones> courses, Function<Milestones, @Nullable Double> milestone) {
        List<Double> known = courses.stream()
                .map(milestone)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        int rare = (int) (RARE * courses.size());
        int common = courses.size() - rare;
        int end = Math.min(known.size(), common);
        return end <= rare
                ? new Spread(null, null, true)
                : new Spread(known.get(rare), known.get(end - 1), known.size() < common);
    }

    /** @param allowance how much beside a value is as good as the value */
    boolean allows(@Nullable Double value, ToDoubleFunction<Double> allowance) {
        if (value == null) {
            return mayBeNever;
        }
        return least != null
                && most != null
                && value >= least - allowance.applyAsDouble(least)
                && value <= most + allowance.applyAsDouble(most);
    }
}
