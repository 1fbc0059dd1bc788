package dev.tailback.lab.cli;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.report.RunSummary;
import dev.tailback.lab.scenario.report.RunTables;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        header = "Lists past runs, a line each.",
        description =
                "With measured values, and the predicted range in brackets. bench/scenario-series adds runs until there"
                        + " are enough.")
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "Only the runs of this one (default: of all).")
    private @Nullable String wanted;

    @Option(names = "--tsv", description = "Tab-separated, for programs.")
    private boolean tsv;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.home();
        List<RunSummary> runs = runs(home);
        if (runs.isEmpty() && !tsv) {
            terminal.line((wanted == null ? "There is no run" : "There is no run of " + wanted) + " in " + home.path()
                    + "; ./tailback run SCENARIO makes one.");
        }
        for (Table alike : RunTables.of(runs)) {
            if (tsv) {
                alike.tabbed().forEach(terminal::document);
            } else {
                alike.lines().forEach(terminal::line);
            }
        }
        return 0;
    }

    private List<RunSummary> runs(Home home) throws IOException {
        List<RunSummary> runs = new ArrayList<>();
        for (RunFolder folder : RunFolder.all(home)) {
            if (wanted == null || wanted.equals(folder.readFacts().scenario())) {
                runs.add(RunSummary.of(folder));
            }
        }
        return runs;
    }
}
