package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Rule;
import java.util.Set;

/** What flow-alerts itself says of the servers that it needs: 1 while they answer, 0 while they do not. */
public final class OwnMetrics {
    public static final String BROKER_UP = "flow_alerts.broker.up";
    public static final String DATABASE_UP = "flow_alerts.database.up";

    private static final Set<String> ALL = Set.of(BROKER_UP, DATABASE_UP);

    private OwnMetrics() {}

    /** Whether a rule looks at nothing else, so that it can be evaluated whatever has become of the rest. */
    static boolean areAllOf(Rule rule) {
        return rule.atoms().allMatch(atom -> atom instanceof Atom.OfMetric metric && ALL.contains(metric.metric()));
    }
}
