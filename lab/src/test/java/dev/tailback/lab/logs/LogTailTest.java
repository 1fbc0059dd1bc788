package dev.tailback.lab.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder = Path.of("");

    private Path log = Path.of("");

    @BeforeEach
    void nameTheLog() {
        log = folder.resolve("checkout.log");
    }

    @Test
    void theLastLinesOfALongLogAreWhole() throws IOException {
        List<String> lines = IntStream.range(0, 10_000)
                .mapToObj(n -> n + " " + "x".repeat(900))
                .toList();
        Files.write(log, lines);

        assertThat(LogTail.lines(log, 0, 15)).isEqualTo(lines.subList(9_985, 10_000));
    }

    @Test
    void aSingleLongLineIsWholeToo() throws IOException {
        String line = "x".repeat(1_000);
        Files.write(log, List.of(line, line));

        assertThat(LogTail.lines(log, 0, 1)).containsExactly(line);
    }

    @Test
    void whatWasThereBeforeTheStartIsLeftOut() throws IOException {
        Files.writeString(log, "of yesterday\n");
        long start = LogTail.size(log);
        Files.writeString(log, "of yesterday\nof today\n");

        assertThat(LogTail.lines(log, start, 15)).containsExactly("of today");
    }

    @Test
    void aLogThatDoesNotExistIsEmpty() throws IOException {
        assertThat(LogTail.lines(log, 0, 15)).isEmpty();
    }

    @Test
    void aFollowerGetsEachFinishedLineOnce() throws IOException {
        Files.writeString(log, "one\ntwo\n");
        FollowedLog followed = new FollowedLog(log);

        assertThat(followed.last(1)).containsExactly("two");
        Files.writeString(log, "one\ntwo\nthree\nfo");
        assertThat(followed.news()).containsExactly("three");
        Files.writeString(log, "one\ntwo\nthree\nfour\n");
        assertThat(followed.news()).containsExactly("four");
        assertThat(followed.news()).isEmpty();
    }

    @Test
    void aFollowerBeginsAnewWithALogThatWasSetAside() throws IOException {
        Files.writeString(log, "a long line of the old log\n");
        FollowedLog followed = new FollowedLog(log);
        followed.last(1);

        Files.writeString(log, "new\n");

        assertThat(followed.news()).containsExactly("new");
    }
}
