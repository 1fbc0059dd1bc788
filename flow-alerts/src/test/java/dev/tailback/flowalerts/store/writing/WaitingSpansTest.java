package dev.tailback.flowalerts.store.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.store.StoredSpans;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class WaitingSpansTest {
    private static final int BYTES = StoredSpans.span(1, Instant.EPOCH).bytes();

    @Test
    void noMoreBytesWaitThanMayHoweverFewSpansTheyAre() {
        WaitingSpans waiting = new WaitingSpans(1_000, 3L * BYTES + BYTES - 1);

        assertThat(waiting.add(Collections.nCopies(10, StoredSpans.span(1, Instant.EPOCH))))
                .isEqualTo(3);
        assertThat(waiting.bytes()).isEqualTo(3L * BYTES);
    }

    @Test
    void noMoreSpansWaitThanMayHoweverSmallTheyAre() {
        WaitingSpans waiting = new WaitingSpans(4, Long.MAX_VALUE);

        assertThat(waiting.add(Collections.nCopies(10, StoredSpans.span(1, Instant.EPOCH))))
                .isEqualTo(4);
    }

    @Test
    void thoseThatAreBeingWrittenCountUntilTheyAre() throws Exception {
        WaitingSpans waiting = new WaitingSpans(1_000, 2L * BYTES);
        waiting.add(Collections.nCopies(2, StoredSpans.span(1, Instant.EPOCH)));

        assertThat(waiting.first(2, Duration.ZERO)).hasSize(2);
        assertThat(waiting.add(Collections.nCopies(1, StoredSpans.span(2, Instant.EPOCH))))
                .isZero();
        waiting.remove(1);

        assertThat(waiting.add(Collections.nCopies(2, StoredSpans.span(2, Instant.EPOCH))))
                .isEqualTo(1);
        assertThat(waiting.bytes()).isEqualTo(2L * BYTES);
    }
}
