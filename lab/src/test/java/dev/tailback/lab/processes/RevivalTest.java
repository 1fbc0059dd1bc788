package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevivalTest {
    private final Revival revival = new Revival();

    @Test
    void pausesGrowAndAtLastItIsLeftDead() {
        for (int pause = 1; pause <= 16; pause *= 2) {
            assertThat(revival.pause(0)).hasValue(Duration.ofSeconds(pause));
            revival.tried(0);
        }

        assertThat(revival.pause(0)).isEmpty();
    }

    @Test
    void whatIsLongAgoCountsNoMore() {
        for (int times = 0; times < Revival.MOST; times++) {
            revival.tried(0);
        }

        assertThat(revival.pause(Revival.WITHIN.toNanos())).isEmpty();
        assertThat(revival.pause(Revival.WITHIN.toNanos() + 1)).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void whoeverLooksAfterItBeginsAnew() {
        for (int times = 0; times < Revival.MOST; times++) {
            revival.tried(0);
        }

        revival.forget();

        assertThat(revival.pause(0)).hasValue(Duration.ofSeconds(1));
    }
}
