package dev.tailback.lab.lookups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A server that takes every connection and answers nothing must not bring the load down, nor out of step. */
class SilentServerIT {
    private static final long RATE = 2_000;
    private static final long SECONDS = 10;

    @Test
    void arrivalsKeepTheirTimeAndSocketsAndMemoryStayBounded() throws Exception {
        JsonNode report = runInAHeapOf("-Xmx96m");

        long queries = report.path("queries").longValue();
        assertThat(queries).isEqualTo(LookupLoad.MOST_UNDER_WAY);
        assertThat(report.path("errors").longValue()).isEqualTo(queries);
        assertThat(report.path("turned_away").longValue()).isEqualTo(RATE * SECONDS - queries);
        assertThat(report.path("most_sockets").longValue()).isLessThanOrEqualTo(LookupLoad.MOST_UNDER_WAY + 1L);
        // The others on a busy machine may keep it from its turn; a load that waits for answers would be late for all.
        assertThat(report.path("late_percent").doubleValue()).isLessThan(20);
        assertThat(report.path("heap_megabytes").longValue()).isLessThan(96);
    }

    private static JsonNode runInAHeapOf(String flag) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        flag,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadOnSilence.class.getName(),
                        String.valueOf(RATE),
                        String.valueOf(SECONDS)))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return Json.tree(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
