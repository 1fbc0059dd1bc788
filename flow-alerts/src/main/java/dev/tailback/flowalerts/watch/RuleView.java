package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Explanation.Phase;
import dev.tailback.flowalerts.rules.play.Closest;
import java.util.Comparator;
import java.util.List;

/**
 * A rule as it stands.
 *
 * @param rule with the durations that it has now
 * @param keys how many it knows
 * @param nearest of some of them, those that fire first and then those that are nearest to it
 */
public record RuleView(Rule rule, long keys, List<Explanation> nearest) {
    /** Of more keys than these some are not looked at: somebody waits for the answer, and so do signals. */
    private static final int LOOKED_AT = 200;

    private static final Comparator<Explanation> NEAREST_FIRST = Comparator.comparing(
                    (Explanation one) -> one.phase() == Phase.FIRING || one.phase() == Phase.KEPT)
            .thenComparing(Closest.NEARNESS)
            .reversed();

    public RuleView {
        nearest = List.copyOf(nearest);
    }

    static RuleView of(Rule rule, Evaluation evaluation) {
        List<Explanation> nearest = evaluation.keys(rule.name(), LOOKED_AT).stream()
                .flatMap(key -> evaluation.explain(rule.name(), key).stream())
                .sorted(NEAREST_FIRST)
                .toList();
        return new RuleView(rule, evaluation.countKeys(rule.name()), nearest);
    }

    public Phase phase() {
        return nearest.stream()
                .map(Explanation::phase)
                .max(Comparator.comparingInt(RuleView::weight))
                .orElse(Phase.QUIET);
    }

    /** Of the keys that were looked at, for how many it fires. */
    public long firing() {
        return nearest.stream().filter(one -> weight(one.phase()) >= 2).count();
    }

    private static int weight(Phase phase) {
        return switch (phase) {
            case QUIET -> 0;
            case PENDING -> 1;
            case KEPT -> 2;
            case FIRING -> 3;
        };
    }
}
