package dev.tailback.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpennessTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.2", "::"})
    void beyondLoopbackNothingOpensWithoutAToken(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(address, Map.of("TAILBACK_TOKEN", " ")))
                .withMessageContaining("demands a token")
                .withMessageContaining("TAILBACK_TOKEN or TAILBACK_TOKEN_FILE");
    }

    @Test
    void anUnknownAddressIsEverywhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> Openness.of(null, name -> null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
    void onLoopbackNoTokenIsNeeded(String address) throws IOException {
        assertThat(of(address, Map.of()).isBeyondLoopback()).isFalse();
    }

    @Test
    void theTokenMayStandInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "correct-horse-battery\n");

        Token token =
                of("0.0.0.0", Map.of("TAILBACK_TOKEN_FILE", file.toString())).token();

        assertThat(token).isNotNull();
        assertThat(token.isShownBy("Bearer correct-horse-battery")).isTrue();
        assertThat(token.isShownBy("Bearer correct-horse-batterz")).isFalse();
        assertThat(token.isShownBy("Basic correct-horse-battery")).isFalse();
        assertThat(token.isShownBy(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "TAILBACK_TOKEN, short, 'TAILBACK_TOKEN is not a token: 16 to 1000'",
        "TAILBACK_TOKEN, with blanks in the middle, some of them others",
        "TAILBACK_TOKEN_FILE, /nowhere/token, /nowhere/token cannot be read",
        "TAILBACK_ALLOWED_HOSTS, 'shop:8080', 'TAILBACK_ALLOWED_HOSTS has ''shop:8080'''",
        "TAILBACK_ALLOWED_HOSTS, 'shop,,catalog', 'TAILBACK_ALLOWED_HOSTS has '''''",
        "TAILBACK_ALLOWED_HOSTS, '*', 'TAILBACK_ALLOWED_HOSTS has ''*'''",
        "TAILBACK_ALLOWED_ORIGINS, shop.example, TAILBACK_ALLOWED_ORIGINS has 'shop.example'"
    })
    void whatIsWrongIsSaidInASentence(String variable, String value, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("127.0.0.1", Map.of(variable, value)))
                .withMessageContaining(sentence);
    }

    @Test
    void aSecretIsNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("127.0.0.1", Map.of("TAILBACK_TOKEN", "tooshort")))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("tooshort"));
    }

    private static Openness of(String address, Map<String, String> variables) throws IOException {
        return Openness.of(InetAddress.getByName(address), variables::get);
    }
}
