package dev.tailback.lab.detached;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.logs.LogTail;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.LabJvm;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A lab in a process of its own: started if there is none, completed if something of it is missing. */
public final class DetachedLab {
    private static final int REFRESH_MILLIS = 100;
    private static final Duration LAB_FILE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration ENDING_PATIENCE = Duration.ofSeconds(60);
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Home home;
    private final Web web;
    private final Terminal terminal;

    public DetachedLab(Home home, Web web, Terminal terminal) {
        this.home = home;
        this.web = web;
        this.terminal = terminal;
    }

    /** The command line of the process, which is that of a lab in the foreground. */
    public static List<String> arguments(Home home, @Nullable Integer portBase, @Nullable Path trainInto) {
        List<String> arguments =
                new ArrayList<>(List.of("up", "--home", home.path().toString()));
        if (portBase != null) {
            arguments.addAll(List.of("--port-base", portBase.toString()));
        }
        if (trainInto != null) {
            arguments.addAll(List.of("--train-into", trainInto.toString()));
        }
        return arguments;
    }

    /** @param lab if one runs: it gets no replica any more */
    public static void demandReplica(Optional<RunningLab> lab) throws InterruptedException {
        if (lab.isPresent()
                && lab.get().status(false).processes().stream()
                        .noneMatch(process -> process.name().equals(Part.REPLICA.id()))) {
            throw new Refusal("this lab runs without a replica; ./tailback down, then ./tailback up --replica");
        }
    }

    public RunningLab ensureUp(List<String> arguments, AotUse aot) throws IOException, InterruptedException {
        Optional<RunningLab> running = RunningLab.find(home, web);
        return running.isPresent() ? join(running.get()) : start(arguments, aot);
    }

    /** For whoever found the lock taken. */
    public RunningLab joinRunning() throws IOException, InterruptedException {
        List<RunningLab> found = new ArrayList<>();
        if (!Patience.until(
                LAB_FILE_PATIENCE,
                () -> found.addAll(RunningLab.find(home, web).stream().toList()))) {
            throw new Refusal("another lab holds " + home.path() + " and does not say where it is; try again");
        }
        return join(found.getFirst());
    }

    private RunningLab join(RunningLab lab) throws InterruptedException {
        LabStatus before = lab.status(false);
        terminal.line(
                lab.elsewhere().isPresent()
                        ? "The shop runs in " + lab.elsewhere().get() + "."
                        : "The lab runs since %s (pid %d)."
                                .formatted(SINCE.format(lab.startedAt().atZone(ZoneId.systemDefault())), lab.pid()));
        if (!before.ready()) {
            terminal.line("Not up: " + String.join(", ", before.notUp()) + ".");
            complete(lab, before);
        }
        Urls.lines(lab.ports()).forEach(terminal::line);
        return lab;
    }

    private void complete(RunningLab lab, LabStatus before) throws InterruptedException {
        Progress progress = new Progress(terminal);
        progress.knows(before);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> starting = thread.submit(lab::startMissing);
            while (true) {
                try {
                    starting.get(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
                    progress.show(lab.status(false));
                    terminal.line("Everything is up again.");
                    return;
                } catch (TimeoutException underWay) {
                    progress.show(lab.status(false));
                } catch (ExecutionException failed) {
                    throw Refusal.of(failed);
                }
            }
        }
    }

    private RunningLab start(List<String> arguments, AotUse aot) throws IOException, InterruptedException {
        home.create();
        Path log = home.log(Part.LAB);
        long logStart = LogTail.size(log);
        terminal.line("Starting the shop; its state is in " + home.path());
        Process process = LabJvm.start(Installation.ofThisProcess(), aot, log, arguments);
        Thread endIt = new Thread(() -> end(process), "end-what-was-started");
        Runtime.getRuntime().addShutdownHook(endIt);
        try {
            RunningLab lab = awaitReady(process);
            Urls.lines(lab.ports()).forEach(terminal::line);
            return lab;
        } catch (LabEnded ended) {
            if (process.exitValue() != 0) {
                throw new Refusal(lastWords(log, logStart));
            }
            // Of two that were started at once this one found the other.
            return joinRunning();
        } finally {
            Runtime.getRuntime().removeShutdownHook(endIt);
        }
    }

    private static final class LabEnded extends Exception {
        private static final long serialVersionUID = 1;
    }

    private RunningLab awaitReady(Process process) throws IOException, InterruptedException, LabEnded {
        Progress progress = new Progress(terminal);
        while (!process.waitFor(REFRESH_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<RunningLab> lab = RunningLab.ofProcess(process.pid(), home, web);
            if (lab.isPresent() && isReady(lab.get(), progress)) {
                new RemoteFaults(lab.get()).view().undoneAtStart().forEach(terminal::line);
                terminal.line("Ready after " + progress.elapsed() + ".");
                return lab.get();
            }
        }
        throw new LabEnded();
    }

    private static boolean isReady(RunningLab lab, Progress progress) throws InterruptedException {
        try {
            LabStatus status = lab.status(false);
            progress.show(status);
            return status.ready();
        } catch (WebFailure ending) {
            // The process is about to end and has said why in its log.
            return false;
        }
    }

    /** A Ctrl-C while it starts: the lab ends its children in order. */
    private void end(Process process) {
        terminal.lastly("Ending what was started…");
        process.destroy();
        try {
            if (!process.waitFor(ENDING_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lab's own sentence, if it came to say one. */
    private static String lastWords(Path log, long logStart) throws IOException {
        List<String> lines = LogTail.lines(log, logStart, 40);
        String prefix = "tailback: ";
        for (int line = lines.size() - 1; line >= 0; line--) {
            if (lines.get(line).startsWith(prefix)) {
                return String.join("\n", lines.subList(line, lines.size())).substring(prefix.length());
            }
        }
        return "the lab ended while starting; the end of its log, " + log + ":\n" + String.join("\n", lines);
    }
}
