package dev.tailback.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void ofAHundredValuesTheRankIsThePercentage() {
        Percentiles percentiles = new Percentiles(
                IntStream.rangeClosed(1, 100).map(n -> 101 - n).asDoubleStream().toArray());

        assertThat(percentiles.at(50)).hasValue(50);
        assertThat(percentiles.at(95)).hasValue(95);
        assertThat(percentiles.at(100)).hasValue(100);
    }

    @Test
    void ofOneValueEveryPercentileIsThatValue() {
        assertThat(new Percentiles(7).at(1)).hasValue(7);
        assertThat(new Percentiles(7).at(99)).hasValue(7);
    }

    @Test
    void ofNoValuesThereIsNone() {
        assertThat(new Percentiles().at(50)).isEmpty();
    }

    @Test
    void aPercentileBeyondAHundredIsRefused() {
        assertThatThrownBy(() -> new Percentiles(1).at(100.1)).hasMessageContaining("100.1");
        assertThatThrownBy(() -> new Percentiles(1).at(0)).hasMessageContaining("0.0");
    }
}
