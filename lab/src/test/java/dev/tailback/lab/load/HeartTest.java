package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartTest {
    private final Heart heart = new Heart();

    @Test
    void nobodyLosesHeartOverAHandfulOfFailures() {
        end(9, true);
        assertThat(heart.failing()).isZero();

        end(1, true);
        assertThat(heart.failing()).isEqualTo(1);
    }

    @Test
    void onlyTheLastFiftyCount() {
        end(50, true);
        end(25, false);
        assertThat(heart.failing()).isEqualTo(0.5);

        end(25, false);
        assertThat(heart.failing()).isZero();
    }

    private void end(int times, boolean badly) {
        for (int n = 0; n < times; n++) {
            heart.ended(badly);
        }
    }
}
