package dev.tailback.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDurationTest {
    @ParameterizedTest
    @CsvSource({"250ms, 250", "2900ms, 2900", "5s, 5000", "3m, 180000", "1h, 3600000", "0s, 0"})
    void isReadAndWrittenInTheLargestUnitThatFits(String text, long millis) {
        assertThat(WrittenDuration.parse(text)).contains(Duration.ofMillis(millis));
        assertThat(WrittenDuration.text(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "5 s", "1.5s", "5w", "9999999s"})
    void anythingElseIsNone(String text) {
        assertThat(WrittenDuration.parse(text)).isEmpty();
    }
}
