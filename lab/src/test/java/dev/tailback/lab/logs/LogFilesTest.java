package dev.tailback.lab.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "ffffffffffffffffffffffffffffffff";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void linesOfATraceAreInOrderOverAllProcessesAndWhatWasSetAside() throws IOException {
        write("checkout.log.1", line(1, TRACE, "first"));
        write("checkout.log", line(4, TRACE, "fourth"), line(4, TRACE, "fifth"), line(2, OTHER, "of another"));
        write("inventory.log", "PostgreSQL says " + TRACE, line(3, TRACE, "third"));
        write("relay-twin.log", line(2, TRACE, "second"));
        write("notes.txt", line(2, TRACE, "no log"));

        assertThat(find())
                .containsExactly(
                        "checkout first", "relay-twin second", "inventory third", "checkout fourth", "checkout fifth");
    }

    @Test
    void aFolderThatDoesNotExistHasNone() throws IOException {
        folder = folder.resolve("none");

        assertThat(find()).isEmpty();
    }

    private List<String> find() throws IOException {
        return new LogFiles(folder)
                .find(Set.of(TRACE), line -> line.traceId().equals(TRACE)).stream()
                        .map(found -> found.process() + " "
                                + found.line().fields().get("message").asString())
                        .toList();
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), Stream.of(lines).collect(Collectors.joining("\n", "", "\n")));
    }

    private static String line(int second, String trace, String message) {
        return "{\"time\":\"2026-11-22T10:00:0%d.000Z\",\"trace_id\":\"%s\",\"message\":\"%s\"}"
                .formatted(second, trace, message);
    }
}
