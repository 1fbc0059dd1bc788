package dev.tailback.lab.cli;

import dev.tailback.lab.calibration.Calibrating;
import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.calibration.Yardstick;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "calibrate",
        header = "Measures this machine, so that scans cost what scenarios assume.",
        description =
                "With a shop of its own, which is gone afterwards; what was measured is remembered. Ends with 3 if"
                        + " --check finds that the machine has changed by more than 10 %%.")
final class CalibrateCommand implements Callable<Integer> {
    private static final int INCONCLUSIVE = 3;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--recalibrate", description = "Measures again, even if there is a calibration.")
    private boolean anew;

    @Option(names = "--check", description = "Compares the running lab with the calibration.")
    private boolean check;

    @Option(
            names = "--each",
            paramLabel = "D",
            defaultValue = "20s",
            converter = Values.WholeSeconds.class,
            description = "How long each thing is measured, 1s to 5m (default: ${DEFAULT-VALUE}); shorter is"
                    + " less exact.")
    private Duration each = Calibrating.EACH;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.own();
        if (check) {
            return check(home, terminal);
        }
        demandQuiet(home);
        Calibration calibration = Calibrating.of(home, anew, each, json ? line -> {} : terminal::line);
        if (json) {
            terminal.document(Json.pretty(calibration));
        } else {
            calibration.lines().forEach(terminal::line);
        }
        return 0;
    }

    private void demandQuiet(Home home) throws Exception {
        try (Web web = new Web()) {
            boolean measures = anew || Calibration.remembered(home).isEmpty();
            if (measures && RunningLab.find(home, web).isPresent()) {
                throw new Refusal("a lab runs and would slow down what is measured; ./tailback down ends it");
            }
        }
    }

    private int check(Home home, Terminal terminal) throws Exception {
        Calibration calibration = Calibration.remembered(home)
                .orElseThrow(() -> new Refusal("this machine was never measured; ./tailback calibrate does it"));
        try (Web web = new Web()) {
            RunningLab lab = RunningLab.find(home, web)
                    .orElseThrow(() -> new Refusal("no lab runs to compare with; ./tailback up starts one"));
            double now =
                    Yardstick.lasting(new ShopServer(home, lab.ports()), each).millionsPerSecond();
            Drift drift = new Drift(calibration.millionsPerSecond(), now);
            if (json) {
                terminal.document(Json.pretty(drift));
            } else {
                terminal.line(drift + (drift.isTooMuch() ? ", which is too much: --recalibrate" : ""));
            }
            return drift.isTooMuch() ? INCONCLUSIVE : 0;
        }
    }
}
