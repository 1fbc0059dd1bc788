package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.profile.FlamePage;
import dev.tailback.lab.profile.PlaceLines;
import dev.tailback.lab.profile.Profile;
import dev.tailback.lab.profile.StageProfiler;
import dev.tailback.lab.terminal.Printable;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.terminal.WrittenDuration;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "profile",
        header = "Shows where a stage's time goes: a flame graph of running and waiting.",
        description = "Looks at the threads that are at work in the stage, and writes one HTML file that needs no"
                + " network. It shows wall-clock time: waits for the database are included.")
final class ProfileCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final DateTimeFormatter IN_FILE_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", paramLabel = "STAGE", description = "catalog, checkout or inventory.")
    private String stage = "";

    @Option(
            names = "--for",
            paramLabel = "D",
            defaultValue = "20s",
            converter = Values.WholeSeconds.class,
            description = "How long to look, 1s to 5m (default: ${DEFAULT-VALUE}).")
    private Duration lasts = Duration.ofSeconds(20);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The HTML file to be made (default: one in profiles/ of the lab's state).")
    private @Nullable Path out;

    @Option(names = "--json", description = "The stage's answer, for programs; HTML only with --out.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (!StageProfiler.STAGES.contains(stage)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "STAGE '" + stage + "' is not allowed: " + String.join(", ", StageProfiler.STAGES));
        }
        Home home = homeOption.home();
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(home, web);
            demandUp(lab);
            Path file = out == null && !json ? home.profile(stage + "-" + IN_FILE_NAMES.format(Instant.now())) : out;
            demandFree(file);
            terminal.live("looking at " + stage + " for " + WrittenDuration.text(lasts) + "…");
            Answer answer = take(new StageProfiler(web, lab.ports(), stage));
            if (answer == null) {
                return INTERRUPTED;
            }
            show(answer, file, terminal);
            return 0;
        }
    }

    private void demandUp(RunningLab lab) throws InterruptedException {
        lab.status(false).processes().stream()
                .filter(process -> process.name().equals(stage) && !process.is(ProcessState.UP))
                .findFirst()
                .ifPresent(process -> {
                    throw new Refusal(stage + " is " + process.state()
                            + " and cannot be profiled; ./tailback up --detach starts what is missing");
                });
    }

    /** Before the time is spent on it. */
    private static void demandFree(@Nullable Path file) {
        if (file != null && Files.exists(file)) {
            throw isThere(file);
        }
    }

    private static Refusal isThere(Path file) {
        return new Refusal(file + " is there already; give another name, or delete it");
    }

    /** Null if somebody pressed Ctrl-C: then the stage is told to stop looking, and is free for another profile. */
    private @Nullable Answer take(StageProfiler profiler) throws InterruptedException {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        Thread giveUp = new Thread(() -> giveUp(profiler, isGivenUp), "end-profile");
        Runtime.getRuntime().addShutdownHook(giveUp);
        Answer answer = profiler.take(lasts);
        if (isGivenUp.get()) {
            return null;
        }
        Runtime.getRuntime().removeShutdownHook(giveUp);
        return answer;
    }

    private static void giveUp(StageProfiler profiler, AtomicBoolean isGivenUp) {
        isGivenUp.set(true);
        try {
            profiler.end();
        } catch (WebFailure silent) {
            Printable.lines("tailback: the profile ends by itself: " + silent.getMessage())
                    .forEach(System.err::println);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Answer answer, @Nullable Path file, Terminal terminal) throws IOException {
        Profile profile = answer.as(Profile.class);
        if (file != null) {
            write(new FlamePage(profile).html(), file);
        }
        if (json) {
            terminal.document(Json.pretty(answer.json()));
            return;
        }
        if (profile.stacks().isEmpty()) {
            terminal.line("No thread of " + stage + " was at work; ./tailback load sends shoppers.");
        } else {
            terminal.line(terminal.bold("Of the time that up to %d threads at once were at work in %.0f s:"
                    .formatted(profile.mostThreads(), profile.seconds())));
            PlaceLines.of(profile).forEach(terminal::line);
        }
        terminal.line("The flame graph is in " + file);
    }

    private void write(String html, Path file) throws IOException {
        if (out == null && file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try {
            Files.writeString(file, html, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw isThere(file);
        }
    }
}
