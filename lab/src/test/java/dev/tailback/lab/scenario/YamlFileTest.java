package dev.tailback.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatGoesDownWithoutEndIsRefusedWhereItGetsTooDeep() {
        assertWrongUse("a: " + "[".repeat(5_000) + "]".repeat(5_000), "f:1:35: this stands deeper than 32 levels");
        StringBuilder blocks = new StringBuilder();
        for (int depth = 0; depth < 200; depth++) {
            blocks.append(" ".repeat(depth)).append("a:\n");
        }
        assertWrongUse(blocks.toString(), "deeper than 32 levels");
    }

    @Test
    void aFileOfVeryManyKeysIsRefused() {
        StringBuilder keys = new StringBuilder();
        for (int key = 0; key < 200_000; key++) {
            keys.append('k').append(key).append(": 1\n");
        }
        assertWrongUse(keys.toString(), "f:5000:8: there are more than 10000 keys and values");
    }

    @Test
    void aLargeFileIsNotReadToItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("large.yaml"), "# " + "x".repeat(10 << 20));

        assertThatThrownBy(() -> YamlFile.source(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("it has 10485762 bytes, and 65536 are allowed");
    }

    private static void assertWrongUse(String source, String because) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> YamlFile.read("f", "a scenario", source));
        assertThat(refusal).hasMessageContaining(because);
        assertThat(refusal.exitCode()).isEqualTo(Refusal.WRONG_USE);
    }
}
