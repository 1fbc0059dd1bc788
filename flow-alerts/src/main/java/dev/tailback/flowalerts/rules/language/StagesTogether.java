package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import dev.tailback.flowalerts.rules.language.StagesReader.Written;
import dev.tailback.flowalerts.rules.yaml.Durations;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at stages that are right each for itself. */
final class StagesTogether {
    private static final int MOST_CONDITIONS = 40;

    private final Issues issues;
    private final List<Written> stages;

    StagesTogether(Issues issues, List<Written> stages) {
        this.issues = issues;
        this.stages = stages;
    }

    void check(Place place, By by, Duration within, Order order) {
        if (stages.stream().noneMatch(stage -> stage.step() instanceof Step.Stage)) {
            issues.add(
                    Code.NOTHING_HAPPENS,
                    place,
                    "the rule has only stages that must not come; allowed: one at least that must",
                    "put what they follow before them");
            return;
        }
        checkIds();
        checkWindows(within);
        checkAbsences();
        checkKeys(by);
        checkSize(place);
        if (order == Order.SHARED) {
            checkSharedSpans();
        }
    }

    private void checkIds() {
        Map<String, Place> seen = new HashMap<>();
        for (Written stage : stages) {
            Place place = placeOf(stage, StageReader.ID);
            Place before = seen.putIfAbsent(stage.step().id(), place);
            if (before != null) {
                issues.add(
                        Code.SAME_ID,
                        place,
                        "the id '%s' is that of a stage on line %d, too; allowed: each once"
                                .formatted(stage.step().id(), before.line()),
                        "give it another");
            }
        }
    }

    private void checkWindows(Duration within) {
        for (int i = 0; i < stages.size(); i++) {
            Written stage = stages.get(i);
            Optional<Duration> own = within(stage.step());
            if (own.isPresent() && own.get().compareTo(within) > 0) {
                issues.add(
                        Code.UNREACHABLE_WINDOW,
                        placeOf(stage, StageReader.WITHIN),
                        "stage '%s' has %s, and the whole rule %s"
                                .formatted(stage.step().id(), Durations.text(own.get()), Durations.text(within)),
                        "make the rule's within longer, or this one shorter");
            }
            if (i == 0
                    && own.isPresent()
                    && stage.step() instanceof Step.Stage first
                    && isOneSignal(first.condition())) {
                issues.add(
                        Code.WINDOW_OF_FIRST,
                        placeOf(stage, StageReader.WITHIN),
                        "the first stage has within %s and no stage before it from which that could count"
                                .formatted(Durations.text(own.get())),
                        "give it to the second stage, or to the rule");
            }
        }
        checkWaitAtEnd(within);
    }

    private static boolean isOneSignal(Condition condition) {
        return condition instanceof Condition.Seen seen && seen.atLeast() == 1;
    }

    /** What comes before the wait needs some time, too. */
    private void checkWaitAtEnd(Duration within) {
        Written last = stages.getLast();
        Optional<Duration> wait =
                last.step() instanceof Step.Absence ? within(last.step()) : Optional.<Duration>empty();
        if (wait.isPresent() && wait.get().equals(within) && stages.size() > 2) {
            issues.add(
                    Code.UNREACHABLE_WINDOW,
                    placeOf(last, StageReader.WITHIN),
                    "the wait at the end, %s, is all the time that the rule has; its %d stages would have to come at one moment"
                            .formatted(Durations.text(within), stages.size() - 1),
                    "make the rule's within longer");
        }
    }

    private void checkAbsences() {
        for (int i = 0; i < stages.size(); i++) {
            if (!(stages.get(i).step() instanceof Step.Absence absence)) {
                continue;
            }
            boolean isAtAnEnd = i == 0 || i == stages.size() - 1;
            if (isAtAnEnd && absence.within() == null) {
                issues.add(
                        Code.TRAILING_NOT,
                        stages.get(i).value().place(),
                        i == 0
                                ? "the rule begins with 'not', and nothing says how long before the next stage it must not have come"
                                : "the rule ends with 'not', and nothing says how long it must not come",
                        "add within: 5m");
            }
            if (!isAtAnEnd && absence.within() != null) {
                issues.add(
                        Code.NOT_FOR_ABSENCE,
                        placeOf(stages.get(i), StageReader.WITHIN),
                        "'not' stands between two stages and has within %s; allowed: none, since it lasts from the one to the other"
                                .formatted(Durations.text(absence.within())),
                        "give it to the next stage");
            }
            if (i > 0 && stages.get(i - 1).step() instanceof Step.Absence) {
                issues.add(
                        Code.NOT_FOR_ABSENCE,
                        stages.get(i).value().place(),
                        "'not' follows 'not'; allowed: one, of several signals",
                        "write one not: {any: [ … ]}");
            }
        }
    }

    private void checkKeys(By by) {
        for (Written stage : stages) {
            Optional<By> own = Optional.ofNullable(stage.step().by());
            if (own.isPresent()
                    && own.get().attributes().size() != by.attributes().size()) {
                issues.add(
                        Code.KEY_OF_STAGE,
                        placeOf(stage, ByReader.BY),
                        "stage '%s' has a key of %d attributes, and the rule one of %d; allowed: as many"
                                .formatted(
                                        stage.step().id(),
                                        own.get().attributes().size(),
                                        by.attributes().size()),
                        "name for each attribute of the rule's key the one that has its value here");
            }
            for (Atom atom : atoms(stage.step())) {
                checkKey(stage, own.orElse(by), atom);
            }
        }
        if (stages.size() > 1 && by.attributes().contains(Signals.SPAN_ID)) {
            issues.add(
                    Code.KEY_OF_ONE_SPAN,
                    stages.getFirst().value().place(),
                    "the rule's key is span.id, which one span has: %d stages of one span are asked for"
                            .formatted(stages.size()),
                    "use trace.id, or an attribute that the spans have in common");
        }
    }

    private void checkKey(Written stage, By by, Atom atom) {
        for (String attribute : by.attributes()) {
            if (!Signals.kindsThatHave(attribute).contains(atom.kind())) {
                issues.add(
                        Code.KEY_OF_STAGE,
                        stage.value().place(),
                        "stage '%s' watches a %s, which has no %s for the rule's key"
                                .formatted(stage.step().id(), atom.kind().name().toLowerCase(Locale.ROOT), attribute),
                        "give the stage a by of its own, or the rule another");
            }
        }
    }

    private void checkSize(Place place) {
        int conditions =
                stages.stream().mapToInt(stage -> conditions(stage.step())).sum();
        if (conditions > MOST_CONDITIONS) {
            issues.add(
                    Code.TOO_MANY,
                    place,
                    "the stages have %d conditions; allowed: %d".formatted(conditions, MOST_CONDITIONS),
                    "split the rule, or join conditions by 'or' in one");
        }
    }

    private void checkSharedSpans() {
        for (int i = 1; i < stages.size(); i++) {
            Optional<Atom> before = onlyAtom(stages.get(i - 1).step());
            Optional<Atom> after = onlyAtom(stages.get(i).step());
            if (before.isPresent() && after.isPresent() && isImplied(before.get(), after.get())) {
                issues.add(
                        Code.SAME_SPAN,
                        stages.get(i).value().place(),
                        "whatever satisfies stage '%s' satisfies '%s', too, since stages may share signals here"
                                .formatted(
                                        stages.get(i - 1).step().id(),
                                        stages.get(i).step().id()),
                        "write order: strict, or ask for something else");
            }
        }
    }

    static boolean isImplied(Atom first, Atom second) {
        return switch (first) {
            case Atom.OfSpan one ->
                second instanceof Atom.OfSpan other && Logic.implies(one.predicate(), other.predicate());
            case Atom.OfLog one ->
                second instanceof Atom.OfLog other && Logic.implies(one.predicate(), other.predicate());
            case Atom.OfMetric one -> one.equals(second);
        };
    }

    private static Optional<Atom> onlyAtom(Step step) {
        List<Atom> atoms = step instanceof Step.Stage ? atoms(step) : List.<Atom>of();
        return atoms.size() == 1 ? Optional.of(atoms.getFirst()) : Optional.empty();
    }

    static List<Atom> atoms(Step step) {
        return switch (step) {
            case Step.Stage stage -> atoms(stage.condition()).toList();
            case Step.Absence absence -> absence.noneOf();
        };
    }

    private static Stream<Atom> atoms(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> seen.anyOf().stream();
            case Condition.All all -> all.parts().stream().flatMap(StagesTogether::atoms);
            case Condition.Any any -> any.parts().stream().flatMap(StagesTogether::atoms);
        };
    }

    private static int conditions(Step step) {
        return step instanceof Step.Stage stage ? conditions(stage.condition()) : 1;
    }

    private static int conditions(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> 1;
            case Condition.All all ->
                all.parts().stream().mapToInt(StagesTogether::conditions).sum();
            case Condition.Any any ->
                any.parts().stream().mapToInt(StagesTogether::conditions).sum();
        };
    }

    private static Optional<Duration> within(Step step) {
        return Optional.ofNullable(
                switch (step) {
                    case Step.Stage stage -> stage.within();
                    case Step.Absence absence -> absence.within();
                });
    }

    private static Place placeOf(Written stage, String key) {
        return stage.value() instanceof Value.Mapping mapping
                ? mapping.fields().stream()
                        .filter(field -> field.key().equals(key))
                        .map(Value.Field::place)
                        .findFirst()
                        .orElse(mapping.place())
                : stage.value().place();
    }
}
