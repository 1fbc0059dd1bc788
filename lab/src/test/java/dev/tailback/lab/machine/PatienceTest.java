package dev.tailback.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void aPauseLastsThoughAnotherWaitWasToEnd() throws InterruptedException {
        LockSupport.unpark(Thread.currentThread());
        long began = System.nanoTime();

        Patience.pause(Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Patience.pause(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
    }
}
