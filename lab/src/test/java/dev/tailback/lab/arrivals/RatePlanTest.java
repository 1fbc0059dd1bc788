package dev.tailback.lab.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatePlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120            | 0  | 120",
                "120            | 99 | 120",
                "30..120        | 0  | 30",
                "30..120        | 30 | 75",
                "30..120        | 99 | 120",
                "0.5..1.5       | 30 | 1",
                "0s=30,1m=120   | 45 | 97.5",
                "0s=60,10s=60,20s=120 | 15 | 90",
            })
    void aPlanSaysTheRateOfEverySecond(String plan, int second, double perMinute) {
        Pace pace = RatePlan.of(plan).within(Duration.ofMinutes(1));

        assertThat(pace.perSecond(Duration.ofSeconds(second)) * 60).isCloseTo(perMinute, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-5", "many", "30..", "..120", "30..0", "300001", "1m=30", "0s=30,0s=40", "0s=", "NaN", ""})
    void whatIsNoPlanIsRefused(String plan) {
        assertThatThrownBy(() -> RatePlan.of(plan)).isInstanceOf(IllegalArgumentException.class);
    }
}
