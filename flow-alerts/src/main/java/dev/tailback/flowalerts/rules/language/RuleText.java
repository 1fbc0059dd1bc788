package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a rule in the full format with everything that it leaves to defaults; read again, it is the same rule. */
public final class RuleText {
    private final YamlLines lines = new YamlLines();

    private RuleText() {}

    public static String of(Rule rule) {
        RuleText text = new RuleText();
        text.write(rule);
        return text.lines.toString();
    }

    private void write(Rule rule) {
        lines.text(RuleReader.RULE, rule.name());
        texts(Texts.LABELS, rule.labels());
        by(rule.by());
        lines.field(RuleReader.WITHIN, Durations.text(rule.within()));
        if (!rule.steps().isEmpty()) {
            lines.field(RuleReader.ORDER, rule.order() == Order.SHARED ? "shared" : "strict");
            lines.under(StagesReader.STAGES, () -> rule.steps().forEach(step -> lines.item(() -> write(step))));
        }
        if (!rule.until().isEmpty()) {
            lines.under(RuleReader.UNTIL, () -> anyOf(rule.until()));
        }
        Threshold threshold = rule.threshold();
        if (threshold != null) {
            lines.under(ThresholdReader.THRESHOLD, () -> write(threshold));
            lines.field(Buckets.BUCKET, Durations.text(rule.bucket()));
        }
        lines.field(AtomReader.FOR, Durations.text(rule.holdsFor()));
        lines.field(RuleReader.KEEP_FIRING_FOR, Durations.text(rule.keepFiringFor()));
        lines.field(RuleReader.LATENESS, Durations.text(rule.lateness()));
        texts(Texts.ANNOTATIONS, rule.annotations());
    }

    private void texts(String key, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            lines.under(key, () -> new TreeMap<>(texts).forEach(lines::text));
        }
    }

    private void by(By by) {
        List<String> names = by.attributes();
        lines.field(ByReader.BY, names.size() == 1 ? names.getFirst() : "[" + String.join(", ", names) + "]");
    }

    private void write(Step step) {
        lines.text(StageReader.ID, step.id());
        switch (step) {
            case Step.Stage stage -> write(stage.condition());
            case Step.Absence absence -> lines.under(StageReader.NOT, () -> anyOf(absence.noneOf()));
        }
        Duration within = switch (step) {
            case Step.Stage stage -> stage.within();
            case Step.Absence absence -> absence.within();
        };
        if (within != null) {
            lines.field(StageReader.WITHIN, Durations.text(within));
        }
        By by = step.by();
        if (by != null) {
            by(by);
        }
    }

    private void write(Condition condition) {
        switch (condition) {
            case Condition.Seen seen -> {
                anyOf(seen.anyOf());
                if (seen.atLeast() > 1) {
                    lines.field(StageReader.AT_LEAST, String.valueOf(seen.atLeast()));
                }
            }
            case Condition.All all -> parts(StageReader.ALL, all.parts());
            case Condition.Any any -> parts(StageReader.ANY, any.parts());
        }
    }

    private void parts(String key, List<Condition> parts) {
        lines.under(key, () -> parts.forEach(part -> lines.item(() -> write(part))));
    }

    private void anyOf(List<Atom> atoms) {
        if (atoms.size() == 1) {
            write(atoms.getFirst());
        } else {
            lines.under(StageReader.ANY, () -> atoms.forEach(atom -> lines.item(() -> write(atom))));
        }
    }

    private void write(Atom atom) {
        switch (atom) {
            case Atom.OfSpan span -> lines.text(AtomReader.SPAN, ConditionText.of(SignalKind.SPAN, span.predicate()));
            case Atom.OfLog log -> lines.text(AtomReader.LOG, ConditionText.of(SignalKind.LOG, log.predicate()));
            case Atom.OfMetric metric -> {
                lines.text(AtomReader.METRIC, text(metric));
                if (!metric.where().equals(Predicate.ALWAYS)) {
                    lines.text(AtomReader.WHERE, ConditionText.of(SignalKind.METRIC, metric.where()));
                }
                if (!metric.holdsFor().isZero()) {
                    lines.field(AtomReader.FOR, Durations.text(metric.holdsFor()));
                }
            }
        }
    }

    /** The value is called by the metric's name here. */
    private static String text(Atom.OfMetric metric) {
        String name = ConditionText.name(metric.metric());
        return metric.value().equals(Predicate.ALWAYS)
                ? name
                : name + ConditionText.of(SignalKind.METRIC, metric.value()).substring(Signals.VALUE.length());
    }

    private void write(Threshold threshold) {
        switch (threshold) {
            case Threshold.All all -> thresholds(StageReader.ALL, all.parts());
            case Threshold.Any any -> thresholds(StageReader.ANY, any.parts());
            case Threshold.Limit limit -> write(limit);
        }
    }

    private void thresholds(String key, List<Threshold> parts) {
        lines.under(key, () -> parts.forEach(part -> lines.item(() -> write(part))));
    }

    private void write(Threshold.Limit limit) {
        String key = FigureName.of(limit.figure());
        Amounts amounts = Amounts.of(FigureName.of(key).orElseThrow());
        lines.field(key, "\"" + amounts.text(limit.breach()) + "\"");
        lines.field(LimitReader.CLEAR, "\"" + amounts.text(limit.clear()) + "\"");
        lines.field(LimitReader.MIN_COUNT, String.valueOf(limit.minCount()));
        lines.field(LimitReader.WINDOW, Durations.text(limit.window()));
        lines.under(LimitReader.OF, () -> write(limit.figure().of()));
        switch (limit.figure()) {
            case Figure.ErrorRate rate ->
                lines.text(LimitReader.FAILED, ConditionText.of(rate.of().kind(), rate.failed()));
            case Figure.Count count -> {}
            case Figure.Percentile percentile -> {
                if (!percentile.field().equals(Signals.DURATION)) {
                    lines.text(LimitReader.FIELD, percentile.field());
                }
            }
            case Figure.Gauge gauge -> lines.text(LimitReader.FIELD, gauge.field());
        }
        lines.text(StageReader.ID, limit.id());
    }
}
