package dev.tailback.lab;

import dev.tailback.lab.bench.PipelineBench;
import dev.tailback.lab.bench.PipelineReport;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.nio.file.Files;
import java.nio.file.Path;
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
        subcommands = BenchCommand.Pipeline.class)
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
            header = "Orders per second through all stages, at sturdy and at naive settings.",
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
                RunningLab lab = new DetachedLab(homeOption.home(), web, terminal)
                        .ensureUp(DetachedLab.arguments(homeOption.home(), null, null), new AotUse.Read());
                LabStatus status = lab.status(false);
                if (!status.ready()) {
                    throw new Refusal(
                            "not up: " + String.join(", ", status.notUp()) + "; a part of a shop is not measured");
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
}
