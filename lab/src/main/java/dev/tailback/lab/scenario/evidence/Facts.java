package dev.tailback.lab.scenario.evidence;

import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Machine;
import dev.tailback.lab.load.ShoppersJson;
import dev.tailback.lab.scenario.prediction.Compared;
import dev.tailback.lab.scenario.run.Deed;
import dev.tailback.lab.scenario.run.RunReport;
import dev.tailback.lab.scenario.verdict.Alert;
import dev.tailback.lab.scenario.verdict.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in one JSON object. Public JSON, so fields are only ever added.
 *
 * @param calibration by which tables and load were chosen; null where the scenario wants none
 * @param prediction beside what came; null where the model does not know the scenario
 * @param alerts that fired meanwhile; null where flow-alerts did not say
 */
public record Facts(
        String scenario,
        String about,
        Instant startedAt,
        Instant endedAt,
        double minutes,
        double speed,
        double scale,
        long seed,
        Machine machine,
        String system,
        String java,
        @Nullable Calibration calibration,
        Verdict verdict,
        @Nullable List<Compared> prediction,
        List<Deed> deeds,
        AuditReport audit,
        Map<String, Object> shoppers,
        @Nullable List<Alert> alerts) {
    /** The same run, judged anew. */
    public Facts judged(Verdict anew, @Nullable List<Compared> compared) {
        return new Facts(
                scenario,
                about,
                startedAt,
                endedAt,
                minutes,
                speed,
                scale,
                seed,
                machine,
                system,
                java,
                calibration,
                anew,
                compared,
                deeds,
                audit,
                shoppers,
                alerts);
    }

    public static Facts of(RunReport run, @Nullable Calibration calibration) throws IOException {
        return new Facts(
                run.scenario().name(),
                run.scenario().about(),
                run.startedAt(),
                run.endedAt(),
                run.scenario().minutes(),
                run.plan().speed(),
                run.plan().scale(),
                run.plan().seed(),
                Machine.here(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version"),
                calibration,
                run.verdict(),
                run.prediction()
                        .map(prediction -> prediction.against(run.recording()))
                        .orElse(null),
                run.deeds(),
                run.audit(),
                ShoppersJson.of(run.shoppers()),
                run.alerts().orElse(null));
    }
}
