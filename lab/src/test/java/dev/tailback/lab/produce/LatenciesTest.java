package dev.tailback.lab.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void threeFiguresAreKept() {
        for (int n = 1; n <= 1_000; n++) {
            latencies.add(Duration.ofMillis(n));
        }

        Spread spread = latencies.recent();
        assertThat(spread.count()).isEqualTo(1_000);
        assertThat(spread.p50Ms()).isCloseTo(500, Percentage.withPercentage(0.2));
        assertThat(spread.p95Ms()).isCloseTo(950, Percentage.withPercentage(0.2));
        assertThat(spread.p99Ms()).isCloseTo(990, Percentage.withPercentage(0.2));
    }

    @Test
    void eachSecondIsToldOnceAndAllOfThemAtTheEnd() {
        latencies.add(Duration.ofMillis(10));
        assertThat(latencies.recent().count()).isEqualTo(1);
        assertThat(latencies.recent()).isEqualTo(Spread.NONE);
        latencies.add(Duration.ofMillis(30));

        assertThat(latencies.all().count()).isEqualTo(2);
        assertThat(latencies.all().maxMs()).isCloseTo(30, within(0.1));
    }

    @Test
    void whatTakesLongerThanAnybodyWaitsCountsAsTheLongest() {
        latencies.add(Duration.ofHours(2));
        latencies.add(Duration.ofMillis(-1));

        assertThat(latencies.all().maxMs()).isCloseTo(1_200_000, Percentage.withPercentage(0.2));
    }
}
