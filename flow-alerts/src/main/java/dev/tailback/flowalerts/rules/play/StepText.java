package dev.tailback.flowalerts.rules.play;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.language.ConditionText;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.util.List;
import java.util.stream.Collectors;

/** What a stage or a figure waits for, in a line for people. */
public final class StepText {
    private static final String OR = " or ";

    private StepText() {}

    public static String of(Step step) {
        return switch (step) {
            case Step.Stage stage -> of(stage.condition());
            case Step.Absence absence -> anyOf(absence.noneOf());
        };
    }

    private static String of(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen ->
                seen.atLeast() == 1 ? anyOf(seen.anyOf()) : "%d × %s".formatted(seen.atLeast(), anyOf(seen.anyOf()));
            case Condition.All all -> joined(all.parts(), " and ");
            case Condition.Any any -> joined(any.parts(), OR);
        };
    }

    private static String joined(List<Condition> parts, String word) {
        return parts.stream().map(part -> "(" + of(part) + ")").collect(Collectors.joining(word));
    }

    private static String anyOf(List<Atom> atoms) {
        return atoms.stream().map(StepText::of).collect(Collectors.joining(OR));
    }

    private static String of(Atom atom) {
        return switch (atom) {
            case Atom.OfSpan span -> "span " + ConditionText.of(SignalKind.SPAN, span.predicate());
            case Atom.OfLog log -> "log " + ConditionText.of(SignalKind.LOG, log.predicate());
            case Atom.OfMetric metric -> of(metric);
        };
    }

    private static String of(Atom.OfMetric metric) {
        StringBuilder text = new StringBuilder("metric ").append(metric.metric());
        if (!metric.value().equals(Predicate.ALWAYS)) {
            text.append(' ').append(ConditionText.of(SignalKind.METRIC, metric.value()));
        }
        if (!metric.where().equals(Predicate.ALWAYS)) {
            text.append(" where ").append(ConditionText.of(SignalKind.METRIC, metric.where()));
        }
        if (!metric.holdsFor().isZero()) {
            text.append(" for ").append(Durations.text(metric.holdsFor()));
        }
        return text.toString();
    }

    public static String of(Threshold.Limit limit) {
        return "%s %s over %s"
                .formatted(
                        limit.id(),
                        ExplanationText.bound(limit.figure(), limit.breach()),
                        Durations.text(limit.window()));
    }
}
