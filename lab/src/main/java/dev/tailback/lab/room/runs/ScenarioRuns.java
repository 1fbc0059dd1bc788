package dev.tailback.lab.room.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.scenario.verdict.Progress;
import dev.tailback.lab.terminal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios that the page starts: one at a time, each the command in a process of its own. So whatever ends it, the lab
 * undoes what it did, as for a run from a terminal.
 */
public final class ScenarioRuns implements AutoCloseable {
    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 500;
    private static final int ENDING_SECONDS = 20;

    private final Installation installation;
    private final Path labJar;
    private final Home home;
    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;
    private @Nullable Process process;
    private @Nullable String name;
    private @Nullable Progress progress;

    /** @param labJar which in an image lies alone */
    public ScenarioRuns(Installation installation, Path labJar, Home home) {
        this.installation = installation;
        this.labJar = labJar;
        this.home = home;
    }

    /**
     * The run that the page started last.
     *
     * @param status of its exit: 0 when all expectations held; null while it runs
     * @param progress of the run that told of itself last, also one of a terminal
     * @param dropped how many lines it said before those that are kept
     */
    public record Told(
            @Nullable String name,
            boolean running,
            @Nullable Integer status,
            List<String> lines,
            @Nullable Progress progress,
            long dropped) {
        public Told {
            lines = List.copyOf(lines);
        }
    }

    synchronized Told told() {
        boolean isRunning = process != null && process.isAlive();
        return new Told(
                name,
                isRunning,
                process == null || isRunning ? null : (Integer) process.exitValue(),
                new ArrayList<>(lines),
                progress,
                dropped);
    }

    synchronized void hear(Progress told) {
        progress = told;
    }

    synchronized void start(String scenario, List<String> options) throws IOException {
        if (process != null && process.isAlive()) {
            throw new Refusal("scenario " + name + " runs; one at a time");
        }
        lines.clear();
        progress = null;
        dropped = 0;
        List<String> command = new ArrayList<>(List.of(
                installation.java().toString(),
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-Dtailback.root=" + installation.root(),
                "-jar",
                labJar.toString(),
                "run",
                scenario,
                "--home",
                home.path().toString()));
        command.addAll(options);
        Process begun = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = begun;
        name = scenario;
        Thread.ofVirtual().name("run-lines").start(() -> read(begun));
    }

    private void read(Process from) {
        try (BufferedReader reader = from.inputReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException ended) {
            add("what it said more is not known: " + ended.getMessage());
        }
    }

    private synchronized void add(String line) {
        lines.addLast(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
            dropped++;
        }
    }

    /** As Ctrl-C does. Returns when it has ended; nothing happens when none runs. */
    public void stop() throws InterruptedException {
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running != null && running.isAlive()) {
            running.destroy();
            if (!running.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
    }

    @Override
    public void close() {
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running != null) {
            running.destroy();
        }
    }
}
