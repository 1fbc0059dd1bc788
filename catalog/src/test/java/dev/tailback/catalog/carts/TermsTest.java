package dev.tailback.catalog.carts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.stage.http.Problem;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

    @ParameterizedTest
    @CsvSource({
        "100ms, 100",
        "500ms, 500",
        "30s, 30000",
        "2m, 120000",
        "10m, 600000",
        "600s, 600000",
        "600000ms, 600000"
    })
    void patienceIsFrom100MillisecondsTo10Minutes(String text, long millis) {
        assertThat(Terms.of(null, text).patience()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "99ms", "0s", "600001ms", "601s", "11m", "-30s", "1h", "30", "30 s", "9999999s", "1.5s"})
    void anyOtherPatienceIsRefused(String text) {
        assertThatThrownBy(() -> Terms.of(null, text)).isInstanceOf(Problem.class);
    }
}
