package dev.tailback.lab.scenario.session;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.Taping;
import dev.tailback.lab.scenario.prediction.Forecast;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.run.Preflight;
import dev.tailback.lab.scenario.run.RunPlan;
import dev.tailback.lab.scenario.run.RunReport;
import dev.tailback.lab.scenario.run.ScenarioRun;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.scenario.verdict.Outcome;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One scenario, from the shop that it needs to the folder that tells of it.
 *
 * @param wished how it was asked for; the scale follows the machine as it is when the shop is up
 * @param remembered what this machine was measured to be, for scenarios that want that
 * @param portBase of a shop that has to be started
 * @param json where all that is known is written as well
 */
public record Session(
        Home home,
        Scenario scenario,
        RunPlan wished,
        Optional<Calibration> remembered,
        @Nullable Integer portBase,
        @Nullable Path json,
        Terminal terminal) {
    public Outcome hold(Web web) throws IOException, SQLException, InterruptedException {
        FittingShop shop = new FittingShop(home, web, terminal);
        RunningLab lab = shop.up(scenario, portBase, remembered.orElse(null));
        Venue venue = new Venue(home, lab, web);
        new Preflight(venue).check(scenario.settings(), scenario.steps());
        Optional<Calibration> calibration =
                remembered.isEmpty() ? remembered : Optional.of(shop.asItIsNow(remembered.get(), venue.server()));
        RunPlan plan =
                calibration.map(now -> wished.withScale(now.sizing().scale())).orElse(wished);
        terminal.line("");
        terminal.line(scenario.name() + ": " + scenario.about());
        try (Taping taping = Taping.begin(home, web, lab.places())) {
            RunReport run =
                    new ScenarioRun(venue, scenario, plan, calibration, prediction(plan, calibration), terminal).run();
            if (calibration.isPresent() && run.verdict().pace() != null) {
                calibration.get().after(run.verdict().pace()).remember(home);
            }
            new Conclusion(home, run, Facts.of(run, calibration.orElse(null)), lab.endedBy(), terminal)
                    .draw(web, lab.places(), taping, json);
            return run.verdict().outcome();
        }
    }

    private Optional<Prediction> prediction(RunPlan plan, Optional<Calibration> calibration) {
        Forecast.gap(scenario, calibration).ifPresent(gap -> terminal.line("Nothing is predicted: " + gap));
        return Forecast.ifKnown(scenario, plan.speed(), plan.scale(), plan.seed(), calibration);
    }
}
