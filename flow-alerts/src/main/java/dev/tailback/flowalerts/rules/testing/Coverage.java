package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.play.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What no test has shown: of each stage, atom and threshold of a rule, whether it was satisfied in some test and failed in
 * some. What never failed could be left out of the rule, and no test would notice.
 */
public record Coverage(List<Part> parts) {
    public Coverage {
        parts = List.copyOf(parts);
    }

    /** @param what such as {@code stage scan} */
    public record Part(String rule, String what, boolean wasSatisfied, boolean hasFailed) {
        private int shown() {
            return (wasSatisfied ? 1 : 0) + (hasFailed ? 1 : 0);
        }
    }

    public static Coverage of(List<Rule> rules, List<TestRun> runs) {
        List<Part> parts = new ArrayList<>();
        for (Rule rule : rules) {
            List<TestRun> ofRule = runs.stream()
                    .filter(run -> run.test().rules().contains(rule))
                    .toList();
            for (Step step : rule.steps()) {
                // Of what must not come, its atoms tell.
                if (step instanceof Step.Stage) {
                    parts.add(stage(rule, step, ofRule));
                }
                atoms(step).forEach(atom -> parts.add(atom(rule, step, atom, ofRule)));
            }
            rule.until().forEach(atom -> parts.add(part(rule, "until " + atom, atom, ofRule)));
            if (rule.threshold() != null) {
                Play.limits(rule.threshold())
                        .forEach(limit -> parts.add(new Part(
                                rule.name(),
                                "threshold " + limit.id(),
                                wasSeen(ofRule, rule, limit.id(), Reading.State.BEYOND),
                                wasSeen(ofRule, rule, limit.id(), Reading.State.WITHIN))));
            }
        }
        return new Coverage(parts);
    }

    private static Part stage(Rule rule, Step step, List<TestRun> runs) {
        return new Part(
                rule.name(),
                "stage " + step.id(),
                runs.stream().anyMatch(run -> run.play().closest().wasReached(rule.name(), step.id())),
                runs.stream().anyMatch(run -> run.play().closest().wasWaitedFor(rule.name(), step.id())));
    }

    private static boolean wasSeen(List<TestRun> runs, Rule rule, String limit, Reading.State state) {
        return runs.stream().anyMatch(run -> run.play().closest().wasSeen(rule.name(), limit, state));
    }

    private static Part atom(Rule rule, Step step, Atom atom, List<TestRun> runs) {
        return part(rule, "stage %s, %s".formatted(step.id(), atom), atom, runs);
    }

    private static Part part(Rule rule, String what, Atom atom, List<TestRun> runs) {
        List<Signal> signals = runs.stream()
                .flatMap(run -> run.test().arrivals().stream())
                .map(Arrival::signal)
                .filter(signal -> concerns(atom, signal))
                .toList();
        return new Part(
                rule.name(),
                what,
                signals.stream().anyMatch(signal -> holds(atom, signal)),
                signals.stream().anyMatch(signal -> !holds(atom, signal)));
    }

    private static boolean concerns(Atom atom, Signal signal) {
        return atom.kind() == signal.kind()
                && !(atom instanceof Atom.OfMetric metric && !Objects.equals(metric.metric(), signal.name()));
    }

    /** Of a metric's duration the stage tells. */
    private static boolean holds(Atom atom, Signal signal) {
        return switch (atom) {
            case Atom.OfSpan span -> span.predicate().holds(signal.fields());
            case Atom.OfLog log -> log.predicate().holds(signal.fields());
            case Atom.OfMetric metric ->
                metric.where().holds(signal.fields()) && metric.value().holds(signal.fields());
        };
    }

    private static List<Atom> atoms(Step step) {
        return switch (step) {
            case Step.Stage stage -> atoms(stage.condition()).toList();
            case Step.Absence absence -> absence.noneOf();
        };
    }

    private static Stream<Atom> atoms(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> seen.anyOf().stream();
            case Condition.All all -> all.parts().stream().flatMap(Coverage::atoms);
            case Condition.Any any -> any.parts().stream().flatMap(Coverage::atoms);
        };
    }

    /** Of what could be shown the share that was, in percent. */
    public int percent() {
        return parts.isEmpty()
                ? 100
                : 100 * parts.stream().mapToInt(Part::shown).sum() / (2 * parts.size());
    }

    public List<String> gaps() {
        return parts.stream()
                .filter(part -> part.shown() < 2)
                .map(part -> "%s: no test has %s: %s"
                        .formatted(
                                part.rule(),
                                part.shown() == 0
                                        ? "satisfied or failed"
                                        : part.wasSatisfied() ? "failed" : "satisfied",
                                part.what()))
                .toList();
    }
}
