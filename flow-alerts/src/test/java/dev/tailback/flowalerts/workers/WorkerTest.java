package dev.tailback.flowalerts.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    @Test
    void whateverIsThrownIsToldAndTheWorkBeginsAgain() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        Worker worker = Worker.start("test", () -> {
            if (begun.incrementAndGet() == 1) {
                throw new StackOverflowError("too deep");
            }
            new CountDownLatch(1).await();
        });

        await().until(() -> begun.get() == 2);
        WorkerState state = worker.state();
        assertThat(state.failures()).isEqualTo(1);
        assertThat(state.works()).isFalse();
        assertThat(state.hasEnded()).isFalse();
        assertThat(state.sentence())
                .isEqualTo("test failing, after 1 failures, the last: java.lang.StackOverflowError: too deep");

        worker.interrupt();
        assertThat(worker.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aThreadThatIsNoMoreIsSeen() throws Exception {
        Worker worker = Worker.start("test", () -> {});

        assertThat(worker.join(Duration.ofSeconds(10))).isTrue();
        assertThat(worker.state().hasEnded()).isTrue();
    }
}
