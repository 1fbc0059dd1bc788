package dev.tailback.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says when the spans that have ended by now are out of this process. What is remembered as done, such as an offset, is
 * remembered after that: then whatever a crash takes along untold is done again, and told.
 *
 * <p>Nobody waits for a receiver that is away: the answer comes after a second at the latest, and once an export has
 * taken longer than that, at once until one ends in time.
 */
public final class SpanExport {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** So that a stage with little to do does not send every span alone. */
    private static final Duration APART = Duration.ofMillis(10);

    private final Supplier<CompletableResultCode> export;
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private boolean isWanted;
    private boolean isExporting;
    private boolean wasLate;
    private long began;

    /** @param export of all spans that have ended */
    public SpanExport(Supplier<CompletableResultCode> export) {
        this.export = export;
    }

    public synchronized CompletableFuture<Void> upToNow() {
        if (isExporting && isLate()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> wanted = next;
        isWanted = true;
        if (!isExporting) {
            begin();
        }
        // Its patience begins after the export does, so that nobody is back from this wait before the export counts as
        // late.
        return wasLate
                ? CompletableFuture.completedFuture(null)
                : wanted.copy().completeOnTimeout(null, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void begin() {
        CompletableFuture<Void> served = next;
        next = new CompletableFuture<>();
        isWanted = false;
        isExporting = true;
        began = System.nanoTime();
        export.get().whenComplete(() -> {
            judge();
            served.completeAsync(() -> null);
            CompletableFuture.delayedExecutor(APART.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(this::ended);
        });
    }

    private synchronized void judge() {
        wasLate = isLate();
    }

    private synchronized void ended() {
        isExporting = false;
        if (isWanted) {
            begin();
        }
    }

    private boolean isLate() {
        return System.nanoTime() - began > PATIENCE.toNanos();
    }
}
