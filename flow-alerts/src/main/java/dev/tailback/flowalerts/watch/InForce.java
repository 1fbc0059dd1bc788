package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.play.Pace;
import java.util.List;

/**
 * The rules in force.
 *
 * @param speed of the world that they look at: their durations are shortened by it
 * @param others those that are evaluated where all signals are
 * @param own those that look only at what flow-alerts says of its own servers
 */
record InForce(RuleBook.Edition edition, double speed, List<Rule> others, List<Rule> own) {
    static final InForce NOTHING = of(RuleBook.Edition.EMPTY, 1);

    static InForce of(RuleBook.Edition edition, double speed) {
        return new InForce(edition, speed, rules(edition, speed, false), rules(edition, speed, true));
    }

    private static List<Rule> rules(RuleBook.Edition edition, double speed, boolean own) {
        return edition.rules().stream()
                .map(RuleFile.Written::rule)
                .filter(rule -> OwnMetrics.areAllOf(rule) == own)
                .map(rule -> Pace.of(rule, speed))
                .toList();
    }
}
