package dev.tailback.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({"0, 0.00 ms", "0.424, 0.42 ms", "12.34, 12.3 ms", "123.4, 123 ms", "4560, 4.56 s", "-35.2, -35.2 ms"})
    void millisecondsKeepThreeFigures(double millis, String shown) {
        assertThat(Amounts.millis(millis)).isEqualTo(shown);
    }

    @Test
    void secondsHaveOneDecimal() {
        assertThat(Amounts.seconds(Duration.ofMillis(6149))).isEqualTo("6.1 s");
    }

    @Test
    void kilobytesAreRoundedToMegabytes() {
        assertThat(Amounts.megabytes(1536)).isEqualTo("2 MB");
    }
}
