package dev.tailback.lab.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    @TempDir
    private Path folder;

    @Test
    void aLogThatIsBeingWrittenIsSetAsideAndItsWriterGoesOn() throws Exception {
        Path log = folder.resolve("checkout.log");
        Files.writeString(folder.resolve("checkout.log.1"), "older\n");
        try (FileOutputStream writer = new FileOutputStream(log.toFile(), true)) {
            writer.write("before\n".repeat(10).getBytes(UTF_8));

            Rotation.ofAll(folder, 50);
            writer.write("after\n".getBytes(UTF_8));
        }

        assertThat(log).hasContent("after\n");
        assertThat(folder.resolve("checkout.log.1")).hasContent("before\n".repeat(10));
        assertThat(folder.resolve("checkout.log.1.new")).doesNotExist();
    }

    @Test
    void aLogThatIsSmallEnoughIsLeftAlone() throws Exception {
        Path log = Files.writeString(folder.resolve("kafka.log"), "x".repeat(50));

        Rotation.ofAll(folder, 50);

        assertThat(log).hasSize(50);
        assertThat(folder.resolve("kafka.log.1")).doesNotExist();
    }

    @Test
    void whoeverAsksForWhatCameAfterAPlaceBeyondTheEndGetsTheLogThatBeganAnew() throws Exception {
        Path log = Files.writeString(folder.resolve("kafka.log"), "last words\n");

        assertThat(LogTail.lines(log, 5_000, 15)).containsExactly("last words");
    }
}
