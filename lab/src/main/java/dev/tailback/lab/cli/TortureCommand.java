package dev.tailback.lab.cli;

import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.torture.TortureLab;
import dev.tailback.lab.torture.TortureReport;
import dev.tailback.lab.web.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "torture",
        header = "Kills, pauses and duplicates what it can, under load, and then audits the shop.",
        description =
                "Starts a lab of its own, with ports and data of its own; one that runs is left alone. Ends with 0 if"
                        + " nothing was lost, doubled or oversold and every order ended.")
final class TortureCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed and minutes make the same schedule (default: another one each time).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "3",
            converter = Values.Minutes.class,
            description = "How long faults are set (default: ${DEFAULT-VALUE}).")
    private Duration time = Duration.ofMinutes(3);

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "30",
            converter = Values.Rate.class,
            description = "Shoppers per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--plan", description = "Shows the schedule and does nothing.")
    private boolean plan;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the report to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        long chosen = seed == null ? new Random().nextInt(1_000_000) : seed;
        TortureLab.plan(chosen, time).forEach(terminal::line);
        if (plan) {
            return 0;
        }
        TortureReport report = TortureLab.run(homeOption.own(), chosen, time, rate, terminal::line);
        terminal.line("");
        report.lines().forEach(terminal::line);
        if (json != null) {
            Files.writeString(json, Json.pretty(report) + "\n");
        }
        return report.survived() ? 0 : 1;
    }
}
