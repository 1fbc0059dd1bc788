package dev.tailback.relay;

import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lead, from its first row to its end: reading, publishing and reconciling. */
final class Term {
    private static final Logger log = LoggerFactory.getLogger(Term.class);
    /** A reading that hangs on a silent network is left behind: it cannot publish any more. */
    private static final Duration ENDING = Duration.ofSeconds(20);
    /** A round that waits for the broker hears of its end only by an interruption. */
    private static final Duration BEFORE_INTERRUPTION = Duration.ofSeconds(2);

    private final Leadership leadership;
    private final Publisher publisher;
    private final Batches batches;
    private final OutboxReader reader;
    private final Reconciler reconciler;
    private final CompletableFuture<Void> readingEnded = new CompletableFuture<>();
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    Term(
            RelaySettings settings,
            OpenTelemetry telemetry,
            SpanExport spanExport,
            LongCounter published,
            Refusals refusals,
            Leadership leadership)
            throws SQLException {
        String password = settings.passwordNow();
        this.leadership = leadership;
        this.publisher = new Publisher(settings.broker(), telemetry, refusals);
        this.batches = new Batches(leadership::demandHeld, publisher::publish, spanExport, published);
        this.reader = new OutboxReader(settings, password, batches);
        this.reconciler = new Reconciler(settings, publisher, leadership, Clock.systemUTC());
    }

    /** Returns when the lead is lost, the reading has ended for whatever reason, or it was told to stop. */
    void serve() throws InterruptedException {
        Thread.ofPlatform().daemon().name("outbox-reader").start(this::read);
        Thread reconciling = Thread.ofPlatform().daemon().name("reconciler").start(reconciler::run);
        try {
            CompletableFuture.anyOf(leadership.lost(), readingEnded, stopping).join();
        } finally {
            reconciler.stop();
            end();
            if (!reconciling.join(BEFORE_INTERRUPTION)) {
                reconciling.interrupt();
                reconciling.join(BEFORE_INTERRUPTION);
            }
            publisher.close();
        }
    }

    private void read() {
        try {
            reader.run();
        } finally {
            readingEnded.complete(null);
        }
    }

    private void end() throws InterruptedException {
        if (!leadership.held()) {
            publisher.abort();
        }
        Thread.ofPlatform().daemon().name("end-outbox-reader").start(this::closeReader);
        try {
            readingEnded.get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hanging) {
            log.error("the reading of the outboxes did not end within {} s and is left behind", ENDING.toSeconds());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end of the reading never fails", impossible);
        }
    }

    private void closeReader() {
        try {
            reader.close();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            log.warn("the reading of the outboxes did not end cleanly: {}", failed.toString());
        }
    }

    void stop() {
        stopping.complete(null);
    }

    boolean reading() {
        return reader.reading() && leadership.held();
    }

    long published() {
        return batches.published();
    }

    long newestTransaction() {
        return batches.newestTransaction();
    }

    long reconciled() {
        return reconciler.republished();
    }

    @Nullable
    Instant lastRound() {
        return reconciler.lastRound();
    }
}
