package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObituaryTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void namesTheProcessTheExitStatusTheLogAndItsLastFifteenLines() throws IOException {
        Path log = log(IntStream.range(0, 30).mapToObj(n -> "line " + n).collect(Collectors.joining("\n")));

        String text = Obituary.of("relay", 3, log, 0).inFull();

        assertThat(text)
                .startsWith("relay ended while starting: exit status 3\n")
                .contains(log.toString(), "    line 15\n", "    line 29")
                .doesNotContain("line 14\n");
    }

    @Test
    void aSignalIsNamed() throws IOException {
        assertThat(Obituary.of("kafka", 137, log(""), 0).cause()).isEqualTo("killed by signal 9 (KILL)");
    }

    @Test
    void aFullDiskIsRecognisedInTheLog() throws IOException {
        Path log = log("PANIC: could not write to file \"pg_wal/xlogtemp.42\": No space left on device");

        assertThat(Obituary.of("postgres", 1, log, 0).cause()).isEqualTo("exit status 1: the disk is full");
    }

    @Test
    void anExceptionIsToldByItsCausesWithoutFrames() throws IOException {
        Path log = log("""
                {"time":"2026-11-22T10:00:00.1Z","level":"ERROR","message":"cannot start","logger":"a.Main",\
                "exception.stacktrace":"a.Failed: no\\n\\tat a.B.c(B.java:1)\\nCaused by: a.Refused: not me\\n\\t... 3 more"}
                """);

        assertThat(Obituary.of("relay", 1, log, 0).lastWords())
                .containsExactly(
                        "2026-11-22T10:00:00.100Z ERROR Main: cannot start",
                        "    a.Failed: no",
                        "    Caused by: a.Refused: not me");
    }

    @Test
    void silenceIsSaidToBeSilence() throws IOException {
        assertThat(Obituary.of("relay", 1, log(""), 0).inFull()).contains("It wrote nothing to its log");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("some.log"), text);
    }
}
