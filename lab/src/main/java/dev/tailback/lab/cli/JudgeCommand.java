package dev.tailback.lab.cli;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.Retrial;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.prediction.PredictionLines;
import dev.tailback.lab.scenario.report.CauseTable;
import dev.tailback.lab.scenario.report.RunSummary;
import dev.tailback.lab.scenario.report.RunTables;
import dev.tailback.lab.scenario.verdict.Outcome;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import dev.tailback.lab.terminal.Refusal;
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
        name = "judge",
        header = "Judges past runs again, by other expectations or another version of the model.",
        description =
                "Reads the runs' folders, and changes nothing in them. Ends with 0 if every expectation held, else as the"
                        + " first run in which one did not.")
final class JudgeCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "The folders of runs, or their names in .tailback/runs (default: the latest).")
    private List<String> wanted = new ArrayList<>();

    @Option(
            names = "--expecting",
            paramLabel = "SCENARIO",
            description = "The scenario, by name or file, whose expectations are checked (default: the run's own).")
    private @Nullable String expecting;

    @Option(names = "--tsv", description = "A line for each run, as ./tailback runs --tsv shows them.")
    private boolean tsv;

    @Option(
            names = "--causes",
            description = "Compares the first cause of each alert with the true one"
                    + " (default: the latest run of each scenario). Exits with 1 if one is wrong.")
    private boolean causes;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        return causes ? causes(terminal) : verdicts(terminal);
    }

    private int causes(Terminal terminal) throws IOException, InterruptedException {
        CauseTable table = new CauseTable();
        List<RunFolder> chosen = wanted.isEmpty() ? CauseTable.latest(RunFolder.all(homeOption.home())) : folders();
        for (RunFolder folder : chosen) {
            table.add(folder);
        }
        if (table.isEmpty()) {
            throw new Refusal("none of these runs is of a scenario that names a cause; allowed: at least one that does,"
                    + " such as kill-stage");
        }
        table.lines().forEach(terminal::line);
        return table.isRight() ? 0 : 1;
    }

    private int verdicts(Terminal terminal) throws IOException, InterruptedException {
        List<RunSummary> runs = new ArrayList<>();
        Outcome outcome = Outcome.HELD;
        for (RunFolder folder : folders()) {
            Facts facts = judged(folder);
            outcome = outcome == Outcome.HELD ? facts.verdict().outcome() : outcome;
            runs.add(RunSummary.of(folder, facts));
            if (!tsv) {
                tell(folder, facts, terminal);
            }
        }
        if (tsv) {
            RunTables.of(runs).forEach(alike -> alike.tabbed().forEach(terminal::document));
        }
        return outcome.exitCode();
    }

    private List<RunFolder> folders() throws IOException, InterruptedException {
        Home home = homeOption.home();
        if (wanted.isEmpty()) {
            return List.of(RunFolder.find(home, null));
        }
        List<RunFolder> folders = new ArrayList<>();
        for (String run : wanted) {
            folders.add(RunFolder.find(home, run));
        }
        return folders;
    }

    private Facts judged(RunFolder folder) throws IOException {
        return expecting == null
                ? Retrial.of(folder)
                : Retrial.of(folder, ScenarioFiles.find(expecting).expectations());
    }

    private static void tell(RunFolder folder, Facts facts, Terminal terminal) {
        terminal.line(folder.path().getFileName() + ":");
        if (facts.prediction() != null) {
            PredictionLines.compared(facts.prediction()).forEach(terminal::line);
            terminal.line("");
        }
        VerdictLines.of(facts.verdict()).forEach(terminal::line);
        terminal.line("");
    }
}
