package dev.tailback.lab.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeginningTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void everyFormIsUnderstood() {
        assertThat(Beginning.of("earliest", NOON)).isEqualTo(new Beginning.Earliest());
        assertThat(Beginning.of("latest", NOON)).isEqualTo(new Beginning.Latest());
        assertThat(Beginning.of("0", NOON)).isEqualTo(new Beginning.AtOffset(0));
        assertThat(Beginning.of("-7", NOON)).isEqualTo(new Beginning.Newest(7));
        assertThat(Beginning.of("2026-01-31T11:59:00.5Z", NOON))
                .isEqualTo(new Beginning.Since(Instant.parse("2026-01-31T11:59:00.5Z")));
        assertThat(Beginning.of("10m", NOON)).isEqualTo(new Beginning.Since(Instant.parse("2026-01-31T11:50:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first", "-0", "-", "1.5", "9999999999999999999", "2026-01-31", "10x"})
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Beginning.of(text, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not allowed: earliest, latest, an offset");
    }
}
