package dev.tailback.lab.faults.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the database scenario is answered with.
 *
 * @param baseline the same queries just before, of a shop that is well
 * @param heldConnections by stage
 */
record ScenarioReport(
        String status,
        String traceId,
        long delayMs,
        Map<String, Integer> heldConnections,
        Figures baseline,
        Figures total,
        SequencedMap<String, Figures> stages) {
    ScenarioReport {
        heldConnections = new LinkedHashMap<>(heldConnections);
        stages = new LinkedHashMap<>(stages);
    }
}
