package dev.tailback.lab.cli;

import dev.tailback.lab.calibration.Calibrating;
import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.run.RunPlan;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a scenario is run, or would be. */
final class ScenarioOptions {
    @Option(names = "--fast", description = "At the highest speed that the scenario allows.")
    private boolean fast;

    @Option(
            names = "--speed",
            paramLabel = "N",
            converter = Values.Speed.class,
            description = "Demo minutes per real minute, 0.1 to 60 (default: as the scenario says).")
    private @Nullable Double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Values.Seed.class,
            description = "The same seed makes the same load (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Measures this machine if the scenario wants that and nobody has yet. */
    Optional<Calibration> calibration(Scenario scenario, HomeOption homeOption, Web web, Terminal terminal)
            throws IOException, SQLException, InterruptedException {
        if (!scenario.isCalibrated()) {
            return Optional.empty();
        }
        Home home = homeOption.home();
        Optional<RunningLab> running = RunningLab.find(home, web);
        Optional<Calibration> remembered = Calibration.remembered(home);
        if (remembered.isEmpty() && running.flatMap(RunningLab::elsewhere).isPresent()) {
            // The same machine, whoever runs the shop; what its runs tell is remembered for itself.
            remembered = Calibration.remembered(homeOption.ofThisMachine());
            if (remembered.isEmpty()) {
                throw new Refusal(
                        "this scenario needs a calibrated machine; calibrate while nothing else runs: docker compose stop,"
                                + " ./tailback calibrate, docker compose start");
            }
        }
        if (remembered.isPresent()) {
            return remembered;
        }
        if (running.isPresent()) {
            throw new Refusal("this scenario calibrates the machine first, and a lab runs; ./tailback down ends it");
        }
        return Optional.of(Calibrating.of(home, false, Calibrating.EACH, terminal::line));
    }

    RunPlan plan(Scenario scenario, Optional<Calibration> calibration) {
        return new RunPlan(
                speed(scenario),
                calibration.map(measured -> measured.sizing().scale()).orElse(1.0),
                seed);
    }

    /** For a run by a lab in a cluster, which takes no more than that. */
    boolean onlyFast() {
        if (speed != null || seed != 1) {
            throw new Refusal(Refusal.WRONG_USE, "--speed and --seed are not allowed with --target k8s; --fast is");
        }
        return fast;
    }

    private double speed(Scenario scenario) {
        if (fast && speed != null) {
            throw new Refusal(Refusal.WRONG_USE, "--fast does not go with --speed: give one of them");
        }
        if (speed != null) {
            return speed;
        }
        return fast ? scenario.fast() : scenario.speed();
    }
}
