package dev.tailback.lab.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Retries THREE = new Retries(3, Duration.ofSeconds(1), 1);

    @Test
    void threeRetriesAreFourAttempts() {
        assertThat(THREE.isAllowedAfter(3)).isTrue();
        assertThat(THREE.isAllowedAfter(4)).isFalse();
        assertThat(Retries.NONE.isAllowedAfter(1)).isFalse();
    }

    @Test
    void pausesDoubleUpToAMinuteAndAreHalfAtLeast() {
        assertThat(THREE.pauseAfter(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(THREE.pauseAfter(3, 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(THREE.pauseAfter(99, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(new Retries(3, Duration.ZERO, 1).pauseAfter(2, 0.9)).isZero();
    }

    @Test
    void whatIsImpossibleIsRefused() {
        assertThatThrownBy(() -> new Retries(101, Duration.ZERO, 1))
                .hasMessage("retries 101 are not allowed: 0 to 100");
        assertThatThrownBy(() -> new Retries(1, Duration.ofMinutes(2), 1)).hasMessageContaining("0s to 1m");
        assertThatThrownBy(() -> new Retries(1, Duration.ZERO, -0.1)).hasMessageContaining("0 or more");
    }
}
