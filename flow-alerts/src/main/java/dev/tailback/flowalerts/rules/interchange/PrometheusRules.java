package dev.tailback.flowalerts.rules.interchange;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.language.Template;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules as a file of alerts for Prometheus. It knows metrics, and one condition at a time: a rule of one stage that waits for
 * a metric, or of a threshold over metrics, can be said there. Of a stage there is an alert for each series, where we have
 * one for each key.
 */
public final class PrometheusRules {
    private final StringBuilder text = new StringBuilder("""
        # Written by `rules export --to prometheus`.
        groups:
          - name: flow-alerts
            rules:
        """);

    private final List<String> leftOut = new ArrayList<>();
    private int rules;

    private PrometheusRules() {}

    public static Exported of(List<Rule> rules) {
        PrometheusRules exporting = new PrometheusRules();
        rules.forEach(exporting::add);
        if (exporting.rules == 0) {
            return new Exported("groups: []\n", 0, exporting.leftOut);
        }
        return new Exported(exporting.text.toString(), exporting.rules, exporting.leftOut);
    }

    /** What an alert of Prometheus is made of. */
    private record Said(String expression, Duration holdsFor, Duration keepFiringFor) {}

    private void add(Rule rule) {
        try {
            Said said = said(rule);
            field(6, "- alert", rule.name());
            field(8, "expr", said.expression());
            field(8, "for", Durations.text(said.holdsFor()));
            if (said.keepFiringFor().isPositive()) {
                field(8, "keep_firing_for", Durations.text(said.keepFiringFor()));
            }
            texts(
                    "labels",
                    rule.labels().entrySet().stream()
                            .map(label ->
                                    PromQl.name(label.getKey()).replace(':', '_') + ": " + quoted(label.getValue()))
                            .toList());
            texts(
                    "annotations",
                    rule.annotations().entrySet().stream()
                            .map(each -> PromQl.name(each.getKey()).replace(':', '_') + ": "
                                    + quoted(template(each.getValue(), rule)))
                            .toList());
            rules++;
        } catch (Unsayable unsayable) {
            leftOut.add("%s cannot be said in Prometheus: %s".formatted(rule.name(), unsayable.why()));
        }
    }

    private static Said said(Rule rule) {
        Threshold threshold = rule.threshold();
        if (rule.steps().isEmpty() && threshold != null) {
            String by = rule.by().attributes().stream()
                    .map(name -> PromQl.name(name).replace(':', '_'))
                    .collect(Collectors.joining(", "));
            return new Said(PromQl.threshold(threshold, by), rule.holdsFor(), rule.keepFiringFor());
        }
        if (threshold != null) {
            throw new Unsayable("it has stages and a threshold");
        }
        if (rule.steps().size() != 1) {
            throw new Unsayable("it has %d stages".formatted(rule.steps().size()));
        }
        if (!rule.until().isEmpty()) {
            throw new Unsayable("it has an until");
        }
        Atom.OfMetric atom = onlyMetric(rule.steps().getFirst());
        // A chain goes on to fire for as long as it is young enough, whether or not the metric is still high.
        return new Said(
                PromQl.condition(atom),
                atom.holdsFor().plus(rule.holdsFor()),
                rule.within().plus(rule.keepFiringFor()));
    }

    private static Atom.OfMetric onlyMetric(Step step) {
        if (step instanceof Step.Stage stage
                && stage.condition() instanceof Condition.Seen seen
                && seen.atLeast() == 1
                && seen.anyOf().size() == 1
                && seen.anyOf().getFirst() instanceof Atom.OfMetric metric) {
            return metric;
        }
        throw new Unsayable("its stage is more than one condition of a metric");
    }

    private static String key(Rule rule) {
        return rule.by().attributes().stream().map(PrometheusRules::label).collect(Collectors.joining(", "));
    }

    private static String label(String attribute) {
        return "{{ $labels." + PromQl.name(attribute).replace(':', '_') + " }}";
    }

    /** Places become what Prometheus has of them: labels, and the value. */
    private static String template(String annotation, Rule rule) {
        return Template.of(annotation).filled(place -> {
            String name = place.name();
            if (name.equals("rule")) {
                return rule.name();
            }
            if (name.startsWith("label.")) {
                return rule.labels().getOrDefault(name.substring("label.".length()), "");
            }
            if (name.startsWith("key.")) {
                return label(name.substring("key.".length()));
            }
            int attribute = name.indexOf(".attr.");
            if (attribute > 0 && !name.endsWith(".attr.value")) {
                return label(name.substring(attribute + ".attr.".length()));
            }
            return name.equals("key") ? key(rule) : "{{ $value }}";
        });
    }

    private void texts(String name, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("        ").append(name).append(":\n");
            lines.forEach(line -> text.append("          ").append(line).append('\n'));
        }
    }

    private void field(int indent, String name, String value) {
        text.append(" ".repeat(indent))
                .append(name)
                .append(": ")
                .append(quoted(value))
                .append('\n');
    }

    private static String quoted(String value) {
        return PromQl.quoted(value);
    }
}
