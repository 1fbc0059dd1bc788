package dev.tailback.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {

    private static final long US = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    @Test
    void missingFileNamesNobody() {
        PidFile missing = new PidFile(directory.resolve("missing.pid"));

        assertThat(missing.livingPid()).isEmpty();
        missing.end(Duration.ofSeconds(1));
    }

    @Test
    void pidAndStartTogetherNameAProcess() throws IOException {
        assertThat(containing(US + " " + ProcessLife.startOf(US).orElseThrow() + "\n")
                        .livingPid())
                .hasValue(US);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "abc", "12", "-1 5", "99999999999 5", "1 ", "one 1"})
    void malformedFileNamesNobodyAndIsDeleted(String content) throws IOException {
        PidFile malformed = containing(content);

        assertThat(malformed.livingPid()).isEmpty();
        malformed.end(Duration.ofSeconds(1));

        assertThat(malformed.path()).doesNotExist();
    }

    @Test
    void samePidWithAnotherStartIsAStranger() throws IOException {
        assertThat(containing(US + " 1").livingPid()).isEmpty();
    }

    @Test
    void processThatIsGoneIsNotFound() throws Exception {
        Process gone = new ProcessBuilder("bash", "-c", "exit").start();
        gone.waitFor();

        assertThat(containing(gone.pid() + " 1").livingPid()).isEmpty();
        assertThat(ProcessLife.startOf(gone.pid())).isEmpty();
    }

    private PidFile containing(String content) throws IOException {
        return new PidFile(Files.writeString(directory.resolve("some.pid"), content));
    }
}
