package dev.tailback.lab.cli;

import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.report.RunPage;
import dev.tailback.lab.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        header = "Writes the report of a past run: one HTML file with charts.",
        description = "The verdict, what was done to the shop, and what was seen, in charts with one axis of time.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "The folder of a run, or its name in .tailback/runs (default: the latest).")
    private @Nullable String wanted;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: report.html in the run's folder).")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        RunFolder folder = RunFolder.find(homeOption.home(), wanted);
        Path page = out == null ? folder.path().resolve("report.html") : out;
        Files.writeString(page, RunPage.of(folder).html());
        Terminal.ofThisProcess().line(page.toString());
        return 0;
    }
}
