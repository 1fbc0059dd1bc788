package dev.tailback.lab.scenario.run;

import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.load.ShoppersReport;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.verdict.Alert;
import dev.tailback.lab.scenario.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * All that is known of a run.
 *
 * @param alerts that fired meanwhile; empty when flow-alerts did not say
 * @param incidents that belong to them, with all evidence
 */
public record RunReport(
        Scenario scenario,
        RunPlan plan,
        Instant startedAt,
        Instant endedAt,
        Recording recording,
        Optional<Prediction> prediction,
        List<Deed> deeds,
        ShoppersReport shoppers,
        AuditReport audit,
        Optional<List<Alert>> alerts,
        List<JsonNode> incidents,
        Verdict verdict) {
    public RunReport {
        deeds = List.copyOf(deeds);
        incidents = List.copyOf(incidents);
    }
}
