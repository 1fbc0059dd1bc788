package dev.tailback.flowalerts.rules.core.model;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What no rule may look like, whoever builds it; a file that says it is refused by the language, with its place. */
final class Shape {
    /** A rule's signals are told apart by the bits of one long. */
    static final int MOST_CONDITIONS = 40;

    static final int MOST_HOLDS = 10;

    /** In which a rule's stages can be satisfied: each takes state of its own. */
    static final int MOST_WAYS = 32;

    static final int MOST_LIMITS = 16;
    static final int MOST_BUCKETS = 2000;
    private static final int DEEPEST = 8;

    private Shape() {}

    static void check(
            String name, By by, List<Step> steps, List<Atom> until, @Nullable Threshold threshold, Duration bucket) {
        require(!name.isBlank(), name, "a name that is blank; allowed: any other");
        require(!steps.isEmpty() || threshold != null, name, "neither stages nor a threshold; allowed: one or both");
        require(until.isEmpty() || !steps.isEmpty(), name, "until without stages; allowed: with stages");
        require(
                steps.isEmpty() || steps.stream().anyMatch(step -> step instanceof Step.Stage),
                name,
                "only stages that must not come; allowed: at least one that must");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            require(ids.add(step.id()), name, "two stages '" + step.id() + "'; allowed: each id once");
            By own = step.by();
            require(
                    own == null || own.attributes().size() == by.attributes().size(),
                    name,
                    "stage '" + step.id() + "' has another number of attributes in its key; allowed: the same");
            if (step instanceof Step.Absence absence) {
                boolean atAnEnd = i == 0 || i == steps.size() - 1;
                require(
                        atAnEnd == (absence.within() != null),
                        name,
                        "not '%s' with within %s; allowed: a within exactly for the first and the last of the stages"
                                .formatted(absence.id(), absence.within()));
                require(
                        i == 0 || steps.get(i - 1) instanceof Step.Stage,
                        name,
                        "two times not between the same stages; allowed: one with several atoms");
            }
        }
        int conditions = steps.stream().mapToInt(Shape::conditions).sum();
        require(
                conditions <= MOST_CONDITIONS,
                name,
                conditions + " conditions in its stages; allowed: at most " + MOST_CONDITIONS);
        long holds = steps.stream().flatMap(Shape::atoms).filter(Shape::waits).count()
                + until.stream().filter(Shape::waits).count();
        require(holds <= MOST_HOLDS, name, holds + " metrics with for; allowed: at most " + MOST_HOLDS);
        long ways = 1L;
        for (Step step : steps) {
            ways = Math.min(1_000_000, ways * (step instanceof Step.Stage stage ? ways(stage.condition()) : 1));
        }
        require(
                ways <= MOST_WAYS,
                name,
                "any and all can be satisfied in %d ways; allowed: at most %d".formatted(ways, MOST_WAYS));
        if (threshold != null) {
            check(name, threshold, bucket);
        }
    }

    static boolean onlyGrows(List<Step> steps) {
        return steps.stream().allMatch(step -> step instanceof Step.Stage stage && onlyGrows(stage.condition()));
    }

    private static boolean onlyGrows(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> seen.anyOf().stream().noneMatch(Shape::waits);
            case Condition.All all -> all.parts().stream().allMatch(Shape::onlyGrows);
            case Condition.Any any -> any.parts().stream().allMatch(Shape::onlyGrows);
        };
    }

    static Stream<Atom> atoms(Step step) {
        return switch (step) {
            case Step.Absence absence -> absence.noneOf().stream();
            case Step.Stage stage -> atoms(stage.condition());
        };
    }

    private static Stream<Atom> atoms(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> seen.anyOf().stream();
            case Condition.All all -> all.parts().stream().flatMap(Shape::atoms);
            case Condition.Any any -> any.parts().stream().flatMap(Shape::atoms);
        };
    }

    private static boolean waits(Atom atom) {
        return atom instanceof Atom.OfMetric metric && !metric.holdsFor().isZero();
    }

    private static void check(String name, Threshold threshold, Duration bucket) {
        require(depth(threshold) <= DEEPEST, name, "thresholds nested deeper than " + DEEPEST + "; allowed: less deep");
        List<Threshold.Limit> limits = limits(threshold).toList();
        require(limits.size() <= MOST_LIMITS, name, limits.size() + " thresholds; allowed: at most " + MOST_LIMITS);
        for (Threshold.Limit limit : limits) {
            long buckets = limit.window().toNanos() / bucket.toNanos();
            require(
                    limit.window().toNanos() % bucket.toNanos() == 0 && buckets <= MOST_BUCKETS,
                    name,
                    "a window of %s in buckets of %s; allowed: a whole number of buckets, at most %d"
                            .formatted(limit.window(), bucket, MOST_BUCKETS));
        }
    }

    static Stream<Threshold.Limit> limits(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Limit limit -> Stream.of(limit);
            case Threshold.All all -> all.parts().stream().flatMap(Shape::limits);
            case Threshold.Any any -> any.parts().stream().flatMap(Shape::limits);
        };
    }

    private static int depth(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Limit limit -> 1;
            case Threshold.All all ->
                1 + all.parts().stream().mapToInt(Shape::depth).max().orElse(0);
            case Threshold.Any any ->
                1 + any.parts().stream().mapToInt(Shape::depth).max().orElse(0);
        };
    }

    private static int conditions(Step step) {
        return step instanceof Step.Stage stage ? conditions(stage.condition()) : 1;
    }

    private static int conditions(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> 1;
            case Condition.All all ->
                all.parts().stream().mapToInt(Shape::conditions).sum();
            case Condition.Any any ->
                any.parts().stream().mapToInt(Shape::conditions).sum();
        };
    }

    /** All that one signal satisfies together is one way. */
    private static long ways(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> 1;
            case Condition.All all -> {
                long ways = 1L;
                for (Condition part : all.parts()) {
                    ways = Math.min(1_000_000, ways * ways(part));
                }
                yield ways;
            }
            case Condition.Any any -> {
                int single = any.parts().stream().anyMatch(Shape::takesOne) ? 1 : 0;
                yield single
                        + any.parts().stream()
                                .filter(part -> !takesOne(part))
                                .mapToLong(Shape::ways)
                                .sum();
            }
        };
    }

    private static boolean takesOne(Condition condition) {
        return condition instanceof Condition.Seen seen && seen.atLeast() == 1;
    }

    private static void require(boolean allowed, String rule, String otherwise) {
        if (!allowed) {
            throw new IllegalArgumentException("rule '%s': %s".formatted(rule, otherwise));
        }
    }
}
