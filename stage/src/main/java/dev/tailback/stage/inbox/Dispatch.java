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
    private final RetryBudget budget = new RetryBudget();
    private final TransactionOperations transactions;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final ConsumerSpans spans;
    private final Offsets offsets;
    private final HeldPartitions heldPartitions;
    private final ThreadsAtWork threads;
    private final CountDownLatch stopping = new CountDownLatch(1);

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
        this.transactions = transactions;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.heldPartitions = heldPartitions;
        this.spans = new ConsumerSpans(tracer, group);
        this.offsets = new Offsets(spanExport);
        this.threads = threads;
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
        return new BatchRun(this, preparation).of(batch);
    }

    /** Ends every wait, so that the process can end; what is unfinished then stays so. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        waiting().awaitNone(FOR_ANSWERS);
    }

    boolean stopsWithin(Duration pause) {
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

    RetryBudget budget() {
        return budget;
    }

    TransactionOperations transactions() {
        return transactions;
    }

    Inbox inbox() {
        return inbox;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Offsets offsets() {
        return offsets;
    }

    HeldPartitions heldPartitions() {
        return heldPartitions;
    }

    Waiting waiting() {
        return heldPartitions.waiting();
    }

    ConsumerSpans spans() {
        return spans;
    }

    ThreadsAtWork threads() {
        return threads;
    }
}
