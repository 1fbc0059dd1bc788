package dev.tailback.flowalerts.lag;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What is watched, how often, and under which names it is told.
 *
 * @param more properties of Kafka's clients
 * @param cluster name in metrics; empty: the cluster's own id
 * @param beside names of metrics that somebody sends and that are shown beside lag, such as what waits in an outbox
 */
public record LagSettings(
        String bootstrapServers,
        Map<String, String> more,
        Duration every,
        Watched watched,
        LagRules rules,
        LagNames names,
        String cluster,
        Set<String> beside) {
    public LagSettings {
        more = Map.copyOf(more);
        beside = Set.copyOf(beside);
    }

    /** What the properties say is nobody's business: there are passwords among them. */
    @Override
    public String toString() {
        return "LagSettings[" + bootstrapServers + " every " + every + "]";
    }
}
