package dev.tailback.lab.testlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A command at a terminal of its own, by {@code script}: what is pressed goes through the terminal's driver. */
public final class AtTerminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private final Process script;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private int seen;

    private AtTerminal(Process script) {
        this.script = script;
        Thread.ofVirtual().start(() -> {
            try {
                script.getInputStream().transferTo(shown);
            } catch (IOException ended) {
                assertThat(script.isAlive()).isFalse();
            }
        });
    }

    /** That of Linux; the one of macOS is told otherwise what to run. */
    public static boolean isPossible() {
        return Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux");
    }

    /** Afterwards the terminal's own settings are shown. */
    public static AtTerminal begin(Cli cli, int columns, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder there = cli.builder(arguments);
        String words = there.command().stream().map(AtTerminal::quoted).collect(Collectors.joining(" "));
        ProcessBuilder script = new ProcessBuilder(List.of(
                SCRIPT.toString(),
                "-qfec",
                "trap : INT; stty cols " + columns + "; " + words + "; stty -a",
                "/dev/null"));
        script.environment().putAll(there.environment());
        script.environment().put("JDK_JAVA_OPTIONS", "-Dtailback.terminal.columns=" + columns);
        return new AtTerminal(script.redirectErrorStream(true).start());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** What is to be shown then, one after the other. */
    public void press(String keys, String... then) throws IOException {
        seen = text().length();
        script.getOutputStream().write(keys.getBytes(UTF_8));
        script.getOutputStream().flush();
        expect(then);
    }

    public void expect(String... then) {
        for (String each : then) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(text().substring(seen)).contains(each));
            seen = text().indexOf(each, seen) + each.length();
        }
    }

    private String text() {
        return shown.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        script.getOutputStream().close();
        script.destroy();
    }
}
