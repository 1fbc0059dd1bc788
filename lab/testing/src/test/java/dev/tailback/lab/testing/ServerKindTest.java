package dev.tailback.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerKindTest {

    @Test
    void bothKindsHaveTheirWord() {
        assertThat(ServerKind.of("embedded")).isEqualTo(ServerKind.EMBEDDED);
        assertThat(ServerKind.of("containers")).isEqualTo(ServerKind.CONTAINERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Embedded", "docker"})
    void anotherWordIsNamedWithThoseAllowed(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerKind.of(word))
                .withMessageContainingAll(
                        "tailback.test.servers", "\"" + word + "\"", "\"embedded\"", "\"containers\"");
    }
}
