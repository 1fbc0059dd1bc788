package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.demo.Choice;
import dev.tailback.lab.demo.Keyboard;
import dev.tailback.lab.demo.Keys;
import dev.tailback.lab.demo.Opening;
import dev.tailback.lab.demo.SingleKeys;
import dev.tailback.lab.demo.Walk;
import dev.tailback.lab.demo.WalkFiles;
import dev.tailback.lab.demo.WalkReport;
import dev.tailback.lab.demo.WalkRun;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.detached.Urls;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.terminal.Paragraph;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        header = "Starts the shop, buys 20 orders, and leads through scenes. Begin here.",
        description =
                "Draws the trace of an order, and undoes what the scenes did. Without a terminal it ends before the scenes,"
                        + " unless --auto goes through them without keys. Ends with 0 if every expectation held, 1 if not, or"
                        + " if the walk was ended before its last scene.")
final class DemoCommand implements Callable<Integer> {
    private static final int NONE = 0;
    private static final String NOT_YET = "No scene is on yet.";

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A walk of your own, in YAML (default: the lab's).")
    private @Nullable Path file;

    @Option(names = "--auto", description = "One scene after the other, without keys.")
    private boolean auto;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            converter = Values.PortBase.class,
            description = "Uses thirteen ports from N.")
    private @Nullable Integer portBase;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Instant began = CommandStart.instant(System.getenv("TAILBACK_STARTED_AT"));
        Walk walk = file == null ? WalkFiles.shipped() : WalkFiles.ofUser(file);
        Home home = homeOption.own();
        try (Web web = new Web()) {
            RunningLab lab = new DetachedLab(home, web, terminal)
                    .ensureUp(DetachedLab.arguments(home, portBase, null), new AotUse.Read());
            boolean isWell = new Opening(web, lab.ports(), terminal).play(began);
            int status = isWell ? walk(walk, new Venue(home, lab, web), terminal) : 1;
            sayGoodbye(lab, terminal);
            return status;
        }
    }

    private int walk(Walk walk, Venue venue, Terminal terminal) throws IOException, InterruptedException {
        terminal.line("");
        if (!auto && !terminal.isAttended()) {
            terminal.line("The scenes need a terminal, or --auto: " + walk.about());
            return 0;
        }
        Paragraph.lines(walk.name() + ": " + walk.about(), terminal.columns()).forEach(terminal::line);
        if (auto) {
            return run(new WalkRun(venue, walk, Keys.NOBODY, terminal, homeOption.words()), 1, terminal);
        }
        try (SingleKeys single = SingleKeys.begin()) {
            Keys keys = new Keyboard(
                    System.in, terminal, single.areGiven(), walk.scenes().size());
            int first = first(walk, keys, terminal);
            return first == NONE
                    ? 0
                    : run(new WalkRun(venue, walk, keys, terminal, homeOption.words()), first, terminal);
        }
    }

    private static int run(WalkRun walk, int first, Terminal terminal) throws IOException, InterruptedException {
        WalkReport report = walk.run(first);
        terminal.line("");
        report.lines().forEach(terminal::line);
        return report.outcome().exitCode();
    }

    private static int first(Walk walk, Keys keys, Terminal terminal) throws IOException {
        walk.lines(0).forEach(terminal::line);
        Paragraph.lines("Keys: " + Choice.ALLOWED + ".", terminal.columns()).forEach(terminal::line);
        while (true) {
            terminal.live(
                    "Enter: scene 1 of %d, q: ends here".formatted(walk.scenes().size()));
            switch (keys.await()) {
                case Choice.Next next -> {
                    return 1;
                }
                case Choice.Jump jump -> {
                    if (jump.scene() <= walk.scenes().size()) {
                        return jump.scene();
                    }
                    terminal.line("There is no scene " + jump.scene() + ".");
                }
                case Choice.End end -> {
                    return NONE;
                }
                case Choice.Scenes scenes -> walk.lines(0).forEach(terminal::line);
                case Choice.Back back -> terminal.line(NOT_YET);
                case Choice.Again again -> terminal.line(NOT_YET);
                case Choice.Look look -> terminal.line(NOT_YET);
            }
        }
    }

    private static void sayGoodbye(RunningLab lab, Terminal terminal) {
        terminal.line("");
        Urls.lines(lab.ports()).forEach(terminal::line);
        terminal.line("Still running: ./tailback down ends it.");
    }
}
