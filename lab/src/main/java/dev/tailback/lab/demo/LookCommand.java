package dev.tailback.lab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.terminal.Terminal;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a command that a scene names, as if it had been typed in the project's folder, and shows what it says. */
record LookCommand(Terminal terminal) {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_LINES = 200;

    void run(String command) throws IOException, InterruptedException {
        terminal.line(terminal.bold("$ " + command));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(Installation.ofThisProcess().root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().put("COLUMNS", Integer.toString(terminal.columns()));
        Process process = builder.start();
        Thread.ofVirtual().start(() -> endInTime(process));
        show(process);
        if (process.waitFor() != 0) {
            terminal.line(terminal.yellow("It ended with status " + process.exitValue() + "."));
        }
    }

    private void show(Process process) throws IOException {
        int lines = 0;
        try (BufferedReader said = process.inputReader(UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (++lines <= MOST_LINES) {
                    terminal.line("  " + line);
                }
            }
        }
        if (lines > MOST_LINES) {
            terminal.line("  … " + (lines - MOST_LINES) + " more lines");
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
