package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.plan.Anchors;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import java.util.ArrayList;
import java.util.List;

/** A predicate that rules ask for, once however many do. */
final class Matcher {
    final Predicate predicate;
    final boolean decidedByAnchor;
    final List<Target> asked = new ArrayList<>();
    Target[] targets = {};
    /** The last signal that was looked at. */
    long looked;

    Matcher(Predicate predicate) {
        this.predicate = predicate;
        this.decidedByAnchor = Anchors.decide(predicate);
    }

    /**
     * Where a signal goes that satisfies it.
     *
     * @param key which of the rule's keys it is counted under
     * @param holds the predicate that sets {@code bit}, and {@code broken} where it does not hold
     * @param limits bits of the limits that count it
     */
    record Target(RuleState rule, int key, long bit, long broken, int rank, Predicate holds, long limits) {}
}
