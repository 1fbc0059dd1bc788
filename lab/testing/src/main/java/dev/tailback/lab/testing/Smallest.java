package dev.tailback.lab.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a case that fails small enough to be understood. */
public final class Smallest {
    private Smallest() {}

    /**
     * What is left of a list that fails when nothing more can be left out of it: first halves, then quarters, at last one
     * by one. It fails, too.
     */
    public static <T> List<T> of(List<T> failing, Predicate<List<T>> fails) {
        List<T> smallest = List.copyOf(failing);
        for (int span = Math.max(1, smallest.size() / 2); span > 0; ) {
            List<T> smaller = withoutSome(smallest, span, fails);
            // What could not be left out before may be now.
            span = smaller.size() < smallest.size() ? Math.min(span, Math.max(1, smaller.size())) : span / 2;
            smallest = smaller;
        }
        return smallest;
    }

    private static <T> List<T> withoutSome(List<T> failing, int span, Predicate<List<T>> fails) {
        List<T> smallest = failing;
        for (int from = 0; from < smallest.size(); ) {
            List<T> without = new ArrayList<>(smallest.subList(0, from));
            without.addAll(smallest.subList(Math.min(from + span, smallest.size()), smallest.size()));
            if (fails.test(without)) {
                smallest = without;
            } else {
                from += span;
            }
        }
        return smallest;
    }
}
