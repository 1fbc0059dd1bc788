package dev.tailback.lab.scenario.prediction;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something that several courses of one scenario tell, a time or a number.
 *
 * @param least null when no course knows of it
 * @param mayBeNever whether there is a course that does not
 */
record Spread(@Nullable Double least, @Nullable Double most, boolean mayBeNever) {
    static Spread of(Collection<Milestones> courses, Function<Milestones, @Nullable Double> milestone) {
        List<Double> known = courses.stream()
                .map(milestone)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return known.isEmpty()
                ? new Spread(null, null, true)
                : new Spread(known.getFirst(), known.getLast(), known.size() < courses.size());
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
