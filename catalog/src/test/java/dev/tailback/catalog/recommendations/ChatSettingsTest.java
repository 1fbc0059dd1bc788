package dev.tailback.catalog.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatSettingsTest {
    private static final Duration USUAL = Duration.ofSeconds(10);

    @Test
    void withoutAUrlNothingElseIsNeeded() {
        assertThatCode(() -> new ChatSettings("", "", "", "", USUAL, 10)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.openai.com/v1          | m    | PT10S | 10 | CHAT_URL",
                "http://a model/v1          | m    | PT10S | 10 | CHAT_URL",
                "ftp://models.example       | m    | PT10S | 10 | CHAT_URL",
                "https://key@models.example | m    | PT10S | 10 | CHAT_URL",
                "https://models.example/v1  | ''   | PT10S | 10 | CHAT_MODEL",
                "https://models.example/v1  | m    | PT0S  | 10 | CHAT_TIMEOUT",
                "https://models.example/v1  | m    | PT3M  | 10 | CHAT_TIMEOUT",
                "https://models.example/v1  | m    | PT10S | 0  | at-once",
            })
    void aWrongSettingIsNamed(String url, String model, Duration timeout, int atOnce, String named) {
        assertThatThrownBy(() -> new ChatSettings(url, model, "", "", timeout, atOnce))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(", but got");
    }

    @Test
    void theKeyComesFromTheEnvironmentOrFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "sk-from-a-file\n");

        assertThat(ApiKey.of("sk-given", "").authorization()).isEqualTo("Bearer sk-given");
        assertThat(ApiKey.of("", file.toString()).authorization()).isEqualTo("Bearer sk-from-a-file");
        assertThat(ApiKey.of("", "").isGiven()).isFalse();
    }

    @Test
    void aWrongKeyIsNotRepeated(@TempDir Path folder) {
        assertThatThrownBy(() -> ApiKey.of("sk secret", ""))
                .hasMessageContaining("CHAT_API_KEY ")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ApiKey.of("sk-secret", "file"))
                .hasMessageContaining("both set")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ApiKey.of("", folder.resolve("none").toString()))
                .hasMessageContaining("CHAT_API_KEY_FILE")
                .hasMessageContaining("none cannot be read");
        assertThat(ApiKey.of("sk-secret", "").toString()).doesNotContain("secret");
    }
}
