package dev.tailback.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiscretionTest {
    private long now;
    private final Discretion discretion = new Discretion(() -> now);

    @Test
    void nothingIsKeptFromAnybodyUnlessSomebodyAsksForIt() {
        assertThat(discretion.isOn()).isFalse();
        assertThat(discretion.isKeptFrom(null)).isFalse();
    }

    @Test
    void onlyWhoeverShowsTheKeyIsToldMeanwhile() {
        discretion.keep("sesame", 60);

        assertThat(discretion.isKeptFrom(null)).isTrue();
        assertThat(discretion.isKeptFrom("other")).isTrue();
        assertThat(discretion.isKeptFrom("sesame")).isFalse();
        assertThat(discretion.isKey("sesame")).isTrue();
    }

    @Test
    void itEndsByItselfAndWhenItIsToldTo() {
        discretion.keep("sesame", 60);
        now += Duration.ofSeconds(60).toNanos();
        assertThat(discretion.isOn()).isFalse();

        discretion.keep("another", 60);
        discretion.keep("another", 0);
        assertThat(discretion.isOn()).isFalse();
        assertThat(discretion.isKey("another")).isFalse();
    }

    @Test
    void nobodyElseEndsItOrTakesItOver() {
        discretion.keep("sesame", 60);

        assertThatThrownBy(() -> discretion.keep("other", 0)).hasMessage("key is not that of the drill that runs");
        assertThat(discretion.isOn()).isTrue();
    }

    @Test
    void whatIsNotAllowedIsRefusedWithItsValue() {
        assertThatThrownBy(() -> discretion.keep("k", 601)).hasMessage("seconds must be 0 (off) to 600, but was 601");
        assertThatThrownBy(() -> discretion.keep("", 1)).hasMessage("key must be 1 to 100 characters");
    }
}
