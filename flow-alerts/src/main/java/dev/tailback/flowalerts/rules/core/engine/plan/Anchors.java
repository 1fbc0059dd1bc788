package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a signal must have, at the least, for a predicate to hold: by it a signal finds the predicates worth a look. */
public final class Anchors {
    private Anchors() {}

    /** @param value null: whatever it is */
    public record Anchor(String attribute, @Nullable Value value) {}

    /** One of them is there whenever the predicate holds; empty when nothing must be there. */
    public static Optional<List<Anchor>> of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always always -> Optional.empty();
            case Predicate.Not not -> Optional.empty();
            case Predicate.And and ->
                and.parts().stream()
                        .flatMap(part -> of(part).stream())
                        .min((left, right) -> Integer.compare(breadth(left), breadth(right)));
            case Predicate.Or or -> ofAll(or.parts());
            case Check.Compare compare ->
                compare.operator() == Operator.NOT_EQUAL
                        ? Optional.empty()
                        : Optional.of(List.of(new Anchor(
                                compare.attribute(), compare.operator() == Operator.EQUAL ? compare.value() : null)));
            case Check.In in ->
                Optional.of(in.values().stream()
                        .map(value -> new Anchor(in.attribute(), value))
                        .toList());
            case Check.Matches matches -> Optional.of(List.of(new Anchor(matches.attribute(), null)));
            case Check.Exists exists -> Optional.of(List.of(new Anchor(exists.attribute(), null)));
        };
    }

    private static Optional<List<Anchor>> ofAll(List<Predicate> parts) {
        List<Anchor> all = new ArrayList<>();
        for (Predicate part : parts) {
            Optional<List<Anchor>> anchors = of(part);
            if (anchors.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(anchors.get());
        }
        return Optional.of(all);
    }

    /** The fewer the better; one with a value is far better than one without. */
    private static int breadth(List<Anchor> anchors) {
        return anchors.stream()
                .mapToInt(anchor -> anchor.value() == null ? 100 : 1)
                .sum();
    }

    /** Whether what an anchor finds needs no second look. */
    public static boolean decide(Predicate predicate) {
        return predicate instanceof Check.Exists
                || predicate instanceof Check.In
                || predicate instanceof Check.Compare compare && compare.operator() == Operator.EQUAL;
    }
}
