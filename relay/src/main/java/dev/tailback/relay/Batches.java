package dev.tailback.relay;

import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries what was read from the WAL, batch by batch: publishes its rows as long as this relay leads, and remembers it
 * afterwards. Whatever was published but not remembered is published again, and the readers' inboxes absorb that.
 */
final class Batches {
    /** Returns when the broker has every one of them. */
    @FunctionalInterface
    interface Publishing {
        void publish(List<OutboxRow> rows) throws InterruptedException, RowRefused;
    }

    private final Runnable demandLead;
    private final Publishing publishing;
    private final SpanExport spanExport;
    /** Of every term of this relay; the other counts this one. */
    private final LongCounter publishedEver;

    private final AtomicLong published = new AtomicLong();
    private final AtomicLong newestTransaction = new AtomicLong();
    private volatile CompletableFuture<Void> remembered = CompletableFuture.completedFuture(null);

    Batches(Runnable demandLead, Publishing publishing, SpanExport spanExport, LongCounter publishedEver) {
        this.demandLead = demandLead;
        this.publishing = publishing;
        this.spanExport = spanExport;
        this.publishedEver = publishedEver;
    }

    long published() {
        return published.get();
    }

    /** The newest of those whose rows were published, or 0 before the first. */
    long newestTransaction() {
        return newestTransaction.get();
    }

    /** @param mark remembers the batch; called in another thread, after those of all earlier batches */
    void carry(List<OutboxRow> rows, Runnable mark) throws InterruptedException {
        demandLead.run();
        try {
            publishing.publish(rows);
        } catch (RowRefused refused) {
            throw new IllegalStateException(
                    refused.getMessage() + "; the slot keeps it and what is behind it", refused);
        }
        published.addAndGet(rows.size());
        publishedEver.add(rows.size());
        rows.forEach(row -> newestTransaction.accumulateAndGet(row.transaction(), Math::max));
        remember(mark);
    }

    /** Once the spans of their publication are out, too. */
    private void remember(Runnable mark) {
        if (remembered.isCompletedExceptionally()) {
            throw new IllegalStateException("an earlier batch could not be remembered", remembered.exceptionNow());
        }
        remembered = remembered
                .thenCombine(spanExport.upToNow(), (earlier, told) -> null)
                .thenRun(mark);
    }

    /** Returns when nothing that was published is still to be remembered, or never will be. */
    void awaitRemembered() {
        remembered.exceptionally(failed -> null).join();
    }
}
