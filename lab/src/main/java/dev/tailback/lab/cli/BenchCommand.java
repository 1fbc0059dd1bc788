package dev.tailback.lab.cli;

import dev.tailback.lab.bench.GeneratorBench;
import dev.tailback.lab.bench.PipelineBench;
import dev.tailback.lab.bench.PipelineReport;
import dev.tailback.lab.bench.TelemetryBench;
import dev.tailback.lab.bench.TelemetryReport;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = "Measures what the shop can do on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchCommand.Pipeline.class,
            BenchCommand.Telemetry.class,
            BenchCommand.Generator.class,
            BenchCommand.Flow.class
        })
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    @Command(
            name = "pipeline",
            header = "Orders per second through all stages, with the usual and with naive settings.",
            description =
                    "Uses the lab that runs or starts one. Takes about three minutes, never more than fifteen, and"
                            + " sets the dispatch's numbers back when it is done.")
    static final class Pipeline implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Option(
                names = "--orders",
                paramLabel = "N",
                defaultValue = "20000",
                converter = Values.BenchOrders.class,
                description = "How many at once (default: ${DEFAULT-VALUE}).")
        private int orders;

        @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
        private @Nullable Path json;

        @Override
        public Integer call() throws Exception {
            Terminal terminal = Terminal.ofThisProcess();
            try (Web web = new Web()) {
                RunningLab lab = new DetachedLab(homeOption.own(), web, terminal)
                        .ensureUp(DetachedLab.arguments(homeOption.own(), null, null), new AotUse.Read());
                LabStatus status = lab.status(false);
                if (!status.ready()) {
                    throw new Refusal(
                            "not up: " + String.join(", ", status.notUp()) + "; only a whole shop is measured");
                }
                PipelineReport report = PipelineBench.run(web, lab.ports(), status, orders, terminal::line);
                terminal.line("");
                report.lines().forEach(terminal::line);
                if (json != null) {
                    Files.writeString(json, Json.pretty(report) + "\n");
                }
                return report.sturdy().ended() == report.sturdy().sent() ? 0 : 1;
            }
        }
    }

    @Command(
            name = "telemetry",
            header = "What telemetry costs an order, also while its receiver fails.",
            description =
                    "With shops of its own, two of them at once. Takes about ten minutes. Ends with 1 if a receiver"
                            + " that is stopped, slow or refuses takes more than 3 %% of the orders per second.")
    static final class Telemetry implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Option(
                names = "--orders",
                paramLabel = "N",
                defaultValue = "5000",
                converter = Values.BenchOrders.class,
                description = "How many at once (default: ${DEFAULT-VALUE}).")
        private int orders;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "7",
                converter = Values.BenchRounds.class,
                description = "How many times each (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
        private @Nullable Path json;

        @Override
        public Integer call() throws Exception {
            Terminal terminal = Terminal.ofThisProcess();
            TelemetryReport report = new TelemetryBench(homeOption.own(), orders, rounds, terminal::line).run();
            terminal.line("");
            report.lines().forEach(terminal::line);
            if (json != null) {
                Files.writeString(json, Json.pretty(report) + "\n");
            }
            return report.holds() ? 0 : 1;
        }
    }

    @Command(
            name = "load",
            header = "Requests per second that the load generator can begin on time.",
            description = "Against a server in another process that does nothing. Needs no lab.")
    static final class Generator implements Callable<Integer> {
        @Option(
                names = "--rate",
                paramLabel = "R",
                defaultValue = "5000",
                converter = Values.Rate.class,
                description = "Requests per second (default: ${DEFAULT-VALUE}).")
        private double rate;

        @Option(
                names = "--for",
                paramLabel = "D",
                defaultValue = "20s",
                converter = Values.Span.class,
                description = "How long, after a warm-up of 5 s (default: ${DEFAULT-VALUE}).")
        private Duration lasts = Duration.ofSeconds(20);

        @Option(names = "--jdk-client", description = "With the JDK's HTTP client instead, to compare.")
        private boolean jdkClient;

        @Override
        public Integer call() throws Exception {
            Terminal terminal = Terminal.ofThisProcess();
            try (Web web = new Web();
                    Wire wire = new Wire()) {
                new GeneratorBench(Installation.ofThisProcess(), jdkClient ? web : wire)
                        .run(rate, lasts)
                        .forEach(terminal::line);
                return 0;
            }
        }
    }

    @Command(
            name = "flow",
            header = "Spans a second that the core of flow-alerts takes, with 1 to 1,000 rules.",
            description =
                    "Starts no lab: it runs bench/flow, which says more. With the others it takes a quarter of an hour.")
    static final class Flow implements Callable<Integer> {
        @Option(
                names = "--others",
                description = "Measure Esper and Flink CEP on the same spans, too; Maven downloads them.")
        private boolean others;

        @Override
        public Integer call() throws Exception {
            Installation installation = Installation.ofThisProcess();
            Path script = installation.root().resolve("bench/flow");
            List<String> argv =
                    others ? List.of("bash", script.toString(), "--others") : List.of("bash", script.toString());
            ProcessBuilder bench = new ProcessBuilder(argv).inheritIO();
            Path bin = installation.java().toAbsolutePath().getParent();
            if (bin != null && bin.getParent() != null) {
                bench.environment().put("JAVA_HOME", bin.getParent().toString());
            }
            return bench.start().waitFor();
        }
    }
}
