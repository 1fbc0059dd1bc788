package dev.tailback.events.inbox;

import dev.tailback.events.telemetry.SpanExport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Commits what is done, batch after batch, once its spans are out of the process. The consumer reads on meanwhile; if the
 * process is killed, the records are read again, which the inbox absorbs, and their spans are made again.
 */
final class Offsets {
    private static final Duration BEFORE_READING_AGAIN = Duration.ofSeconds(1);
    private static final int PART_TO_WAIT = 50;

    private final SpanExport spanExport;
    private CompletableFuture<Void> committed = CompletableFuture.completedFuture(null);

    Offsets(SpanExport spanExport) {
        this.spanExport = spanExport;
    }

    /**
     * An acknowledgment takes effect when the consumer polls, and what follows a long batch may be as long: it would look
     * like lag all the while, and be read again after a crash. So the consumer waits for the spans, for a small part of what
     * the batch took.
     */
    void commit(Acknowledgment acknowledgment, Duration batchTook) {
        long patience = batchTook.toNanos() / PART_TO_WAIT;
        acknowledge(acknowledgment)
                .copy()
                .completeOnTimeout(null, patience, TimeUnit.NANOSECONDS)
                .join();
    }

    private synchronized CompletableFuture<Void> acknowledge(Acknowledgment acknowledgment) {
        committed = committed.thenCombine(spanExport.upToNow(), (earlier, told) -> null);
        committed = committed.thenRun(acknowledgment::acknowledge);
        return committed;
    }

    /** Commits the records before this one; what follows is read again. */
    void commitBefore(int firstUnfinished, Acknowledgment acknowledgment) {
        awaitEarlier().join();
        acknowledgment.nack(firstUnfinished, BEFORE_READING_AGAIN);
    }

    private synchronized CompletableFuture<Void> awaitEarlier() {
        return committed;
    }
}
