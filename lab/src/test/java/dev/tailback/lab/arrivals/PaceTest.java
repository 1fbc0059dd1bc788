package dev.tailback.lab.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    @Test
    void aSteadyPaceComesAtEvenTimes() {
        Pace pace = Pace.steady(4);

        assertThat(pace.offset(0)).isZero();
        assertThat(pace.offset(10)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(pace.countUntil(TEN)).isEqualTo(40);
    }

    @Test
    void whoClimbsEvenlyBringsTheMeanOfBothRates() {
        Pace pace = Pace.climb(1, 5, TEN);

        assertThat(pace.countUntil(TEN)).isEqualTo(30);
        assertThat(pace.perSecond(Duration.ofSeconds(5))).isCloseTo(3, within(1e-9));
        assertThat(pace.offset(30).toMillis()).isEqualTo(10_000);
        // From the top on it goes on as it is: the next five take a second.
        assertThat(pace.offset(35).toMillis()).isEqualTo(11_000);
    }

    @Test
    void aStepHoldsUntilTheNext() {
        Pace pace = Pace.steps(List.of(new Pace.Point(Duration.ZERO, 2), new Pace.Point(TEN, 20)));

        assertThat(pace.perSecond(Duration.ofMillis(9_999))).isEqualTo(2);
        assertThat(pace.perSecond(TEN)).isEqualTo(20);
        assertThat(pace.offset(20)).isEqualTo(TEN);
        assertThat(pace.offset(21)).isEqualTo(TEN.plusMillis(50));
    }

    @Test
    void whatIsNoPaceIsRefused() {
        Pace.Point late = new Pace.Point(TEN, 1);
        assertThatThrownBy(() -> Pace.linear(List.of(late))).hasMessageContaining("begins at 0");
        assertThatThrownBy(() -> Pace.linear(List.of(new Pace.Point(Duration.ZERO, 1), late, late)))
                .hasMessageContaining("in the order of their time");
        assertThatThrownBy(() -> Pace.steady(0)).hasMessageContaining("rates above 0, not 0.0 a second");
        assertThatThrownBy(() -> Pace.steady(Double.NaN)).hasMessageContaining("rates above 0");
    }

    @Test
    void nobodyComesBeforeTheOneBeforeAndTheCountAgrees() {
        for (int seed = 0; seed < 100; seed++) {
            Pace pace = anyPace(new SplittableRandom(seed));
            Duration before = Duration.ZERO;
            for (int n = 0; n < 300; n++) {
                Duration offset = pace.offset(n);
                assertThat(offset).as("number %d of seed %d", n, seed).isGreaterThanOrEqualTo(before);
                assertThat(pace.countUntil(offset.plusNanos(1_000))).isBetween(n + 1L, n + 2L);
                before = offset;
            }
        }
    }

    private static Pace anyPace(SplittableRandom random) {
        List<Pace.Point> points = new ArrayList<>();
        for (int n = 0; n < random.nextInt(1, 6); n++) {
            points.add(new Pace.Point(Duration.ofSeconds(7L * n), random.nextDouble(0.5, 1_000)));
        }
        return random.nextBoolean() ? Pace.linear(points) : Pace.steps(points);
    }
}
