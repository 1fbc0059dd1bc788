package dev.tailback.lab.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' own word on a page of metrics. */
public final class Promtool {
    private Promtool() {}

    /** Where it is not installed the test counts as skipped, and says why; {@code .ci/run} installs it. */
    public static void assertHasNothingToSayOf(String page) throws IOException, InterruptedException {
        Optional<Path> promtool = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(part -> Path.of(part, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                promtool.isPresent(),
                "NOT CHECKED: there is no promtool on the PATH; Debian has it in the package prometheus");
        Path file = Files.createTempFile("metrics", ".txt");
        try {
            Process check = new ProcessBuilder(promtool.get().toString(), "check", "metrics")
                    .redirectInput(Files.writeString(file, page).toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(check.getInputStream().readAllBytes(), UTF_8);
            assertEquals("", said, "promtool check metrics");
            assertEquals(0, check.waitFor(), "promtool's status");
        } finally {
            Files.delete(file);
        }
    }
}
