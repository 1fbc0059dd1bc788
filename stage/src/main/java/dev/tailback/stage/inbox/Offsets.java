package dev.tailback.stage.inbox;

import dev.tailback.telemetry.SpanExport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Commits what is done, batch after batch, once its spans are out of the process. The consumer reads on meanwhile; if the
 * process is killed, the records are read again, which the inbox absorbs, and their spans are made again.
 */
final class Offsets {
    private static final int PART_TO_WAIT = 50;
    private static final Logger log = LoggerFactory.getLogger(Offsets.class);

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
                .<Void>handle((done, failed) -> null)
                .completeOnTimeout(null, patience, TimeUnit.NANOSECONDS)
                .join();
    }

    /** Once the spans that have ended by now are out of the process. */
    void onceTold(Runnable then) {
        spanExport.upToNow().thenRun(then);
    }

    /** One that failed is no reason against a later one, which counts for both: its offsets are behind. */
    private synchronized CompletableFuture<Void> acknowledge(Acknowledgment acknowledgment) {
        committed = committed
                .handle((earlier, failed) -> null)
                .thenCombine(spanExport.upToNow(), (earlier, told) -> null)
                .thenRun(acknowledgment::acknowledge)
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        log.warn("offsets are committed with a later batch: {}", failed.toString());
                    }
                });
        return committed;
    }

    /** Returns when whatever was to be acknowledged was, or failed. */
    void awaitEarlier() {
        earlier().join();
    }

    private synchronized CompletableFuture<Void> earlier() {
        return committed.handle((done, failed) -> null);
    }
}
