package dev.tailback.lab.cli;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.room.runs.RunElsewhere;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.run.RunPlan;
import dev.tailback.lab.scenario.session.Session;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        header = "Runs a scenario and checks its expectations.",
        description =
                "Starts the shop if it does not run, and undoes whatever the scenario did to it. Without a name it"
                        + " lists the scenarios. Ends with 0 if every expectation held, 1 if one did not, 3 if the machine"
                        + " changed meanwhile, so that nothing is proven.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "The name of one, or the path of a YAML file.")
    private @Nullable String wanted;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result to this file.")
    private @Nullable Path json;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            converter = Values.PortBase.class,
            description = "Uses thirteen ports from N, if the shop is to be started.")
    private @Nullable Integer portBase;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        if (wanted == null) {
            list(terminal);
            return 0;
        }
        Scenario scenario = ScenarioFiles.find(wanted);
        demandFolderFor(json);
        Home home = homeOption.home();
        try (Web web = new Web()) {
            if (!homeOption.reachesKafka()) {
                demandShipped(wanted);
                return new RunElsewhere(Labs.running(home, web), terminal).follow(wanted, options.onlyFast());
            }
            Optional<Calibration> remembered = options.calibration(scenario, homeOption, web, terminal);
            RunPlan plan = options.plan(scenario, remembered);
            return new Session(home, scenario, plan, remembered, portBase, json, terminal)
                    .hold(web)
                    .exitCode();
        }
    }

    private static void demandShipped(String name) {
        if (!ScenarioFiles.SHIPPED.contains(name)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "'%s' cannot be run in a cluster, where there is no such file; there are %s"
                            .formatted(name, String.join(", ", ScenarioFiles.SHIPPED)));
        }
    }

    /** Before minutes have passed. */
    private static void demandFolderFor(@Nullable Path json) {
        Path parent = json == null ? null : json.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new Refusal(Refusal.WRONG_USE, "--json " + json + " is not allowed: a file in an existing folder");
        }
    }

    private static void list(Terminal terminal) throws IOException {
        Table table = new Table("scenario", "minutes", "what it shows");
        for (String name : ScenarioFiles.SHIPPED) {
            Scenario scenario = ScenarioFiles.shipped(name);
            table.row(name, "%.0f".formatted(scenario.minutes()), scenario.about());
        }
        table.lines().forEach(terminal::line);
    }
}
