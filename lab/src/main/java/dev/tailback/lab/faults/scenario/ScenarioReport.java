package dev.tailback.lab.faults.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the database scenario is answered with.
 *
 * @param requestedQueries that were counted, one by one
 * @param activeQueries the most of them that had a connection at one time, as measured
 * @param baseline the same queries just before, of a shop that is well
 * @param heldConnections by stage
 */
record ScenarioReport(
        String status,
        String traceId,
        long delayMs,
        int requestedQueries,
        int activeQueries,
        Map<String, Integer> heldConnections,
        Figures baseline,
        Figures total,
        SequencedMap<String, Figures> stages) {
    ScenarioReport {
        heldConnections = new LinkedHashMap<>(heldConnections);
        stages = new LinkedHashMap<>(stages);
    }
}
