package dev.tailback.lab.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CrewTest {
    private final Crew crew = new Crew();

    @Test
    void whatATaskDidNotExpectIsNotLostWithItsThread() {
        IllegalArgumentException defect = new IllegalArgumentException("a price of -1");
        crew.start(() -> {
            throw defect;
        });
        crew.close();

        assertThatThrownBy(crew::demandWell)
                .hasMessageContaining("the load broke off", "a price of -1")
                .hasCause(defect);
    }

    @Test
    void beingInterruptedAtTheEndIsNoDefect() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        crew.start(() -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                wasInterrupted.set(true);
            }
        });
        waiting.await();
        crew.close();

        assertThat(wasInterrupted).isTrue();
        crew.demandWell();
    }
}
