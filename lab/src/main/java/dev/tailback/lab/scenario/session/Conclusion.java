package dev.tailback.lab.scenario.session;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.load.Fact;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.evidence.Taping;
import dev.tailback.lab.scenario.prediction.PredictionLines;
import dev.tailback.lab.scenario.run.RunReport;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import dev.tailback.lab.spans.KeptSpans;
import dev.tailback.lab.spans.SampledSpans;
import dev.tailback.lab.spans.SpanFilter;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told and kept of a run when it is over.
 *
 * @param ending the command that ends the shop
 */
record Conclusion(Home home, RunReport run, Facts facts, String ending, Terminal terminal) {
    private static final long MOST_BYTES_OF_SPANS = 200L << 20;

    void draw(Web web, Places places, Taping taping, @Nullable Path json) throws IOException, InterruptedException {
        RunFolder folder = RunFolder.of(home, run.scenario().name(), run.startedAt());
        folder.write(run, facts);
        terminal.line("");
        if (facts.prediction() != null) {
            PredictionLines.compared(facts.prediction()).forEach(terminal::line);
            terminal.line("");
        }
        VerdictLines.of(run.verdict()).forEach(terminal::line);
        if (facts.calibration() != null && sinceCalibrated(facts.calibration()).isTooMuch()) {
            terminal.line("This machine has changed since it was calibrated: PostgreSQL counted %.1f million numbers;"
                            .formatted(facts.calibration().millionsPerSecond())
                    + " ./tailback calibrate --recalibrate measures it anew");
        }
        long turnedAway = run.shoppers().total().counts().of(Fact.TURNED_AWAY);
        if (turnedAway > 0) {
            terminal.line("%d shoppers were turned away and are not counted: too many others were under way"
                    .formatted(turnedAway));
        }
        terminal.line("");
        terminal.line("Kept in %s, with %s and %s"
                .formatted(folder.path(), taping.into(folder), keep(new KeptSpans(web, places), folder)));
        terminal.line("The shop runs on; " + ending + " ends it.");
        if (json != null) {
            Files.writeString(json, Json.pretty(facts) + "\n");
        }
    }

    private Drift sinceCalibrated(Calibration calibration) {
        return new Drift(calibration.millionsPerSecond(), run.verdict().drift().before());
    }

    private String keep(KeptSpans spans, RunFolder folder) throws IOException, InterruptedException {
        SpanFilter meanwhile = new SpanFilter(
                null, null, null, null, null, null, Map.of(), Duration.between(run.startedAt(), Instant.now()));
        try {
            SampledSpans.Written kept = new SampledSpans(spans, MOST_BYTES_OF_SPANS).write(folder.spans(), meanwhile);
            // A day of runs fills the store.
            return kept.spans() > 0
                    ? kept.sentence() + "."
                    : "no spans: none was kept meanwhile; ./tailback spans report says why.";
        } catch (WebFailure away) {
            Files.deleteIfExists(folder.spans());
            return "no spans: " + away.getMessage();
        }
    }
}
