package dev.tailback.lab.scenario.verdict;

import dev.tailback.lab.incidents.Diagnosed;
import dev.tailback.lab.incidents.Incident;
import dev.tailback.lab.scenario.Expectation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow alert that fired. Public JSON, so fields are only ever added.
 *
 * @param startsAt the minute of the demo of its first signal, not that in which somebody was told
 * @param key of whom it is; null in runs of earlier versions
 * @param causes the most probable first; null in runs of earlier versions
 */
public record Alert(
        String rule,
        double startsAt,
        @Nullable Map<String, String> key,
        @Nullable List<Incident.Cause> causes) {
    static Optional<Alert> first(List<Alert> alerts, String rule) {
        return alerts.stream()
                .filter(alert -> alert.rule().equals(rule))
                .min(Comparator.comparingDouble(Alert::startsAt));
    }

    /** What was said of the first of that rule; empty when none fired, or nobody asked why. */
    public static Optional<Diagnosed> diagnosed(List<Alert> alerts, Expectation.AlertCause wanted) {
        return first(alerts, wanted.alert()).map(Alert::causes).map(causes -> Diagnosed.of(wanted.cause(), causes));
    }
}
