package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastMinuteTest {
    private final LastMinute minute = new LastMinute();

    @Test
    void addsUpWhatCameWithinSixtySeconds() {
        minute.add(1_000, 5);
        minute.add(1_000, 2);
        minute.add(1_030, 10);

        assertThat(minute.sum(1_030)).isEqualTo(17);
        assertThat(minute.sum(1_059)).isEqualTo(17);
        assertThat(minute.sum(1_060)).isEqualTo(10);
        assertThat(minute.sum(1_090)).isZero();
    }

    @Test
    void aSecondTakesThePlaceOfThatAMinuteBefore() {
        minute.add(1_000, 5);
        minute.add(1_060, 3);

        assertThat(minute.sum(1_060)).isEqualTo(3);
    }
}
