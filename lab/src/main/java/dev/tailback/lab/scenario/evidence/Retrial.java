package dev.tailback.lab.scenario.evidence;

import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.prediction.Forecast;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.verdict.Judge;
import dev.tailback.lab.scenario.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A run that has been, judged by the model as it is now. What was seen stays: the shop, its machine, and the audit. */
public final class Retrial {
    private Retrial() {}

    public static Facts of(RunFolder folder) throws IOException {
        return of(folder, folder.readScenario().expectations());
    }

    /** @param expectations those of another version of its scenario */
    public static Facts of(RunFolder folder, List<Expectation> expectations) throws IOException {
        Facts then = folder.readFacts();
        Recording recording = MetricsFile.read(folder.metrics()).measured();
        Optional<Prediction> prediction = prediction(folder.readScenario(), then);
        Verdict verdict = new Judge(recording, prediction, Optional.ofNullable(then.alerts()), then.audit())
                .judge(expectations, then.verdict().drift(), then.verdict().pace());
        return then.judged(
                verdict, prediction.map(now -> now.against(recording)).orElse(null));
    }

    private static Optional<Prediction> prediction(Scenario scenario, Facts then) {
        return Forecast.ifKnown(
                scenario, then.speed(), then.scale(), then.seed(), Optional.ofNullable(then.calibration()));
    }
}
