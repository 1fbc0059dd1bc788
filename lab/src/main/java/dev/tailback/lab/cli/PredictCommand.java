package dev.tailback.lab.cli;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.prediction.Forecast;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.prediction.PredictionLines;
import dev.tailback.lab.scenario.run.RunPlan;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        header = "Simulates a scenario: when a pool runs out, lag begins and the backlog is drained.",
        description =
                "By a queueing model (docs/physics.md), with the service times that calibrate measured. No shop is"
                        + " started, unless the scenario needs them and this machine was never measured.")
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "The name of one, or the path of a YAML file; ./tailback run lists them.")
    private String wanted = "";

    @Option(names = "--tsv", description = "The minutes alone, tab-separated, for programs.")
    private boolean tsv;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Scenario scenario = ScenarioFiles.find(wanted);
        try (Web web = new Web()) {
            Optional<Calibration> calibration =
                    options.calibration(scenario, homeOption, web, tsv ? Terminal.silent() : terminal);
            RunPlan plan = options.plan(scenario, calibration);
            Optional<String> gap = Forecast.gap(scenario, calibration);
            if (gap.isPresent()) {
                throw new Refusal(
                        Refusal.WRONG_USE, "%s cannot be predicted: %s".formatted(scenario.name(), gap.get()));
            }
            Prediction prediction = Forecast.of(scenario, plan.speed(), plan.scale(), plan.seed(), calibration);
            Table course = PredictionLines.course(prediction, scenario.minutes());
            if (!tsv) {
                PredictionLines.foretold(prediction).forEach(terminal::line);
                terminal.line("");
            }
            if (tsv) {
                course.tabbed().forEach(terminal::document);
            } else {
                course.lines().forEach(terminal::line);
            }
            return 0;
        }
    }
}
