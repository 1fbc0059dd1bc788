package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a failing case smaller for as long as it fails. */
public final class Shrinker {
    private final Predicate<Case> fails;

    public Shrinker(Predicate<Case> fails) {
        this.fails = fails;
    }

    public Case shrink(Case failing) {
        Case smallest = failing;
        for (Case smaller = smaller(smallest); smaller != null; smaller = smaller(smallest)) {
            smallest = smaller;
        }
        return smallest;
    }

    private Case smaller(Case failing) {
        return Stream.concat(fewer(failing), simpler(failing))
                .filter(fails)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Case> fewer(Case of) {
        List<Case> cases = new ArrayList<>();
        for (int size = of.happenings().size() / 2; size >= 1; size /= 2) {
            for (int at = 0; at + size <= of.happenings().size(); at += size) {
                ArrayList<Happening> left = new ArrayList<>(of.happenings());
                left.subList(at, at + size).clear();
                cases.add(new Case(of.rule(), left));
            }
        }
        return cases.stream();
    }

    private static Stream<Case> simpler(Case of) {
        Rule rule = of.rule();
        List<Attempt> rules = new ArrayList<>();
        for (int i = 0; i < rule.steps().size(); i++) {
            int at = i;
            ArrayList<Step> steps = new ArrayList<>(rule.steps());
            steps.remove(at);
            rules.add(() -> with(rule, steps, rule.until(), rule.threshold(), rule.holdsFor(), rule.keepFiringFor()));
            if (rule.steps().get(at) instanceof Step.Stage stage) {
                parts(stage.condition())
                        .forEach(part -> rules.add(() -> {
                            ArrayList<Step> fewer = new ArrayList<>(rule.steps());
                            fewer.set(at, new Step.Stage(stage.id(), part, stage.within(), stage.by()));
                            return with(
                                    rule, fewer, rule.until(), rule.threshold(), rule.holdsFor(), rule.keepFiringFor());
                        }));
                if (stage.within() != null || stage.by() != null) {
                    rules.add(() -> {
                        ArrayList<Step> wider = new ArrayList<>(rule.steps());
                        wider.set(at, new Step.Stage(stage.id(), stage.condition(), null, null));
                        return with(rule, wider, rule.until(), rule.threshold(), rule.holdsFor(), rule.keepFiringFor());
                    });
                }
            }
        }
        if (!rule.until().isEmpty()) {
            rules.add(
                    () -> with(rule, rule.steps(), List.of(), rule.threshold(), rule.holdsFor(), rule.keepFiringFor()));
        }
        parts(rule.threshold())
                .forEach(part -> rules.add(
                        () -> with(rule, rule.steps(), rule.until(), part, rule.holdsFor(), rule.keepFiringFor())));
        if (!rule.holdsFor().isZero()) {
            rules.add(() ->
                    with(rule, rule.steps(), rule.until(), rule.threshold(), Duration.ZERO, rule.keepFiringFor()));
        }
        if (!rule.keepFiringFor().isZero()) {
            rules.add(() -> with(rule, rule.steps(), rule.until(), rule.threshold(), rule.holdsFor(), Duration.ZERO));
        }
        return rules.stream()
                .flatMap(attempt -> attempt.rule().stream())
                .map(simpler -> new Case(simpler, of.happenings()));
    }

    /** A simpler rule, if that is one. */
    private interface Attempt {
        Rule make();

        default Optional<Rule> rule() {
            try {
                return Optional.of(make());
            } catch (IllegalArgumentException notARule) {
                return Optional.empty();
            }
        }
    }

    private static Rule with(
            Rule rule,
            List<Step> steps,
            List<Atom> until,
            Threshold threshold,
            Duration holdsFor,
            Duration keepFiringFor) {
        return new Rule(
                rule.name(),
                rule.by(),
                rule.within(),
                rule.order(),
                steps,
                until,
                threshold,
                rule.bucket(),
                holdsFor,
                keepFiringFor,
                rule.lateness(),
                rule.labels(),
                rule.annotations());
    }

    private static List<Condition> parts(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> {
                List<Condition> simpler = new ArrayList<>();
                if (seen.anyOf().size() > 1) {
                    seen.anyOf().forEach(atom -> simpler.add(new Condition.Seen(List.of(atom), seen.atLeast())));
                }
                if (seen.atLeast() > 1) {
                    simpler.add(new Condition.Seen(seen.anyOf(), seen.atLeast() - 1));
                }
                yield simpler;
            }
            case Condition.All all -> all.parts();
            case Condition.Any any -> any.parts();
        };
    }

    private static List<Threshold> parts(Threshold threshold) {
        List<Threshold> parts = new ArrayList<>();
        switch (threshold) {
            case null -> {}
            case Threshold.Limit limit -> parts.add(null);
            case Threshold.All all -> parts.addAll(all.parts());
            case Threshold.Any any -> parts.addAll(any.parts());
        }
        return parts;
    }
}
