package dev.tailback.events.inbox;

import dev.tailback.events.telemetry.SpanExport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Commits what is done, batch after batch, once its spans are out of the process. The consumer reads on meanwhile; if the
 * process is killed, the records are read again, which the inbox absorbs, and their spans are made again.
 */
final class Offsets {
    private static final Duration BEFORE_READING_AGAIN = Duration.ofSeconds(1);

    private final SpanExport spanExport;
    private CompletableFuture<Void> committed = CompletableFuture.completedFuture(null);

    Offsets(SpanExport spanExport) {
        this.spanExport = spanExport;
    }

    synchronized void commit(Acknowledgment acknowledgment) {
        committed = committed.thenCombine(spanExport.upToNow(), (earlier, told) -> null);
        committed = committed.thenRun(acknowledgment::acknowledge);
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
