package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.retry.RetryBudget;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns a polled batch into transactions: read, pack, run so many at once, and say what is done.
 *
 * <p>A transient failure is waited out within the dispatch's patience; then its records count as unfinished and are
 * read again later. Any other failure, foreseen or not, splits the transaction until the record that fails alone is found:
 * that one is dead, its neighbours are not.
 */
public final class Dispatch {
    private static final Duration FOR_ANSWERS = Duration.ofSeconds(3);

    private final DispatchSettings configured;
    private final AtomicReference<DispatchSettings> settings;
    private final Machinery machinery;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** What every batch runs with. */
    record Machinery(
            TransactionOperations transactions,
            Inbox inbox,
            DeadLetters deadLetters,
            HeldPartitions heldPartitions,
            ConsumerSpans spans,
            Offsets offsets,
            RetryBudget budget,
            ThreadsAtWork threads) {
        Waiting waiting() {
            return heldPartitions.waiting();
        }
    }

    public Dispatch(
            String group,
            DispatchSettings configured,
            TransactionOperations transactions,
            Inbox inbox,
            DeadLetters deadLetters,
            HeldPartitions heldPartitions,
            Tracer tracer,
            SpanExport spanExport,
            ThreadsAtWork threads) {
        this.configured = configured;
        this.settings = new AtomicReference<>(configured);
        this.machinery = new Machinery(
                transactions,
                inbox,
                deadLetters,
                heldPartitions,
                new ConsumerSpans(tracer, group),
                new Offsets(spanExport),
                new RetryBudget(),
                threads);
    }

    /** @param kind all that the topics of the batch carry; anything else in them is dead before it comes here */
    public <E extends Event> BatchOutcome run(
            List<ConsumerRecord<byte[], byte[]>> batch, Class<E> kind, Effects<E> effects) {
        return runPrepared(
                batch,
                pack -> Prepared.of(firstTime -> effects.apply(firstTime.stream()
                        .map(received -> received.of(kind.cast(received.event())))
                        .toList())));
    }

    public BatchOutcome runPrepared(List<ConsumerRecord<byte[], byte[]>> batch, Preparation preparation) {
        return new BatchRun(machinery, settings(), this::stopsWithin, preparation).of(batch);
    }

    /** Ends every wait, so that the process can end; what is unfinished then stays so. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        machinery.waiting().awaitNone(FOR_ANSWERS);
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** As the stage was started. */
    DispatchSettings configured() {
        return configured;
    }

    public DispatchSettings settings() {
        return settings.get();
    }

    /** From the next batch on. */
    public void use(DispatchSettings other) {
        settings.set(other);
    }
}
