package dev.tailback.lab.room.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final Instant T = Instant.parse("2026-11-30T10:00:00Z");

    private final Past past = new Past();

    @Test
    void nothingIsSaidOfOneReading() {
        read(0, 5);

        assertThat(past.growth("orders", 10)).isEmpty();
        assertThat(past.perSecond("orders", 10)).isEmpty();
    }

    @Test
    void ratesAreThoseOfTheLastSeconds() {
        read(0, 0);
        read(50, 1_000);
        read(55, 1_010);
        read(60, 1_030);

        assertThat(past.growth("orders", 10)).hasValue(30);
        assertThat(past.perSecond("orders", 10)).hasValue(3);
        assertThat(past.growth("orders", 60)).hasValue(1_030);
    }

    @Test
    void aProcessThatBeganAnewCountsFromZero() {
        read(0, 100);
        read(1, 110);
        read(2, 4);
        read(3, 6);

        assertThat(past.growth("orders", 10)).hasValue(16);
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        for (int second = 0; second < 1_000; second++) {
            read(second, second);
        }

        assertThat(past.growth("orders", 500).orElseThrow()).isLessThan(80);
    }

    @Test
    void percentilesAreOfWhatCameSince() {
        read(0, Map.of(0.1, 100.0, 1.0, 100.0, Double.POSITIVE_INFINITY, 100.0));
        read(5, Map.of(0.1, 100.0, 1.0, 110.0, Double.POSITIVE_INFINITY, 110.0));

        assertThat(past.percentile("search", 50, 10).orElseThrow()).isCloseTo(550, within(0.1));
        assertThat(past.percentile("page", 50, 10)).isEmpty();
    }

    @Test
    void whatTookLongerThanAnyBoundIsTheLastBound() {
        read(0, Map.of(1.0, 0.0, Double.POSITIVE_INFINITY, 0.0));
        read(5, Map.of(1.0, 0.0, Double.POSITIVE_INFINITY, 3.0));

        assertThat(past.percentile("search", 95, 10)).isEqualTo(OptionalDouble.of(1_000));
    }

    private void read(int second, double orders) {
        past.add(new Reading(T.plusSeconds(second), Map.of("orders", orders), Map.of()));
    }

    private void read(int second, Map<Double, Double> buckets) {
        past.add(new Reading(T.plusSeconds(second), Map.of(), Map.of("search", new Waits(new TreeMap<>(buckets)))));
    }
}
