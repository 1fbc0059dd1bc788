package dev.tailback.lab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void tenPercentEitherWayAreBorne() {
        assertThat(new Drift(30, 27.01).isTooMuch()).isFalse();
        assertThat(new Drift(30, 32.99).isTooMuch()).isFalse();
    }

    @Test
    void moreIsAnotherMachine() {
        assertThat(new Drift(30, 26.9).isTooMuch()).isTrue();
        assertThat(new Drift(30, 33.1).isTooMuch()).isTrue();
    }

    @Test
    void itIsToldInWords() {
        assertThat(new Drift(30, 15))
                .hasToString("PostgreSQL counted 30.0 million numbers a second before and 15.0 after: -50 %");
    }
}
