package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.util.ArrayList;
import java.util.List;

/** When a rule fires, at once or with the watermark, in words for its author. */
final class Firing {
    private Firing() {}

    static String of(Rule rule) {
        if (rule.firesAtOnce()) {
            return "fires at once";
        }
        return "fires when the watermark has passed, since late signals could undo it ("
                + String.join(", ", reasons(rule)) + ")";
    }

    private static List<String> reasons(Rule rule) {
        List<String> reasons = new ArrayList<>();
        if (rule.steps().stream().anyMatch(step -> step instanceof Step.Absence)) {
            reasons.add("not");
        }
        if (!rule.until().isEmpty()) {
            reasons.add("until");
        }
        if (rule.threshold() != null) {
            reasons.add("threshold");
        }
        if (!rule.holdsFor().isZero()) {
            reasons.add("for " + Durations.text(rule.holdsFor()));
        }
        return reasons.isEmpty() ? List.of("for of a metric") : reasons;
    }
}
