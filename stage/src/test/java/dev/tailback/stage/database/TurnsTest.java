package dev.tailback.stage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(Duration.ofNanos(1_000), 2);

    @Test
    void eachHasItsTurnOnceInThatTime() {
        assertThat(turns.take("a", 5)).isTrue();
        assertThat(turns.take("b", 900)).isTrue();
        assertThat(turns.take("a", 1_004)).isFalse();
        assertThat(turns.take("a", 1_005)).isTrue();
        assertThat(turns.take("a", 2_004)).isFalse();
    }

    @Test
    void thereIsNoTurnForMoreThanAreRemembered() {
        turns.take("a", 0);
        turns.take("b", 0);

        assertThat(turns.take("c", 9_000)).isFalse();
        assertThat(turns.take("b", 9_000)).isTrue();
    }
}
