package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import dev.tailback.stage.inbox.Dispatch.Machinery;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One batch on its way through the machinery. */
final class BatchRun {
    /** Not while its transactions run: they are at work then, and the batch only waits for them. */
    private static final String BATCH = "batch";

    private final Machinery machinery;
    private final DispatchSettings settings;
    private final Predicate<Duration> stopsWithin;
    private final Preparation preparation;
    private final Fates fates;
    private final Semaphore slots;
    private final long began = System.nanoTime();

    /** @param stopsWithin waits for so long, or until the stage ends: then it is true */
    BatchRun(Machinery machinery, DispatchSettings settings, Predicate<Duration> stopsWithin, Preparation preparation) {
        this.machinery = machinery;
        this.settings = settings;
        this.stopsWithin = stopsWithin;
        this.preparation = preparation;
        this.fates = new Fates(machinery.spans(), machinery.deadLetters(), settings.patience());
        this.slots = new Semaphore(settings.transactionsInFlight());
    }

    BatchOutcome of(List<ConsumerRecord<byte[], byte[]>> batch) {
        Set<ConsumerRecord<byte[], byte[]>> late = transact(readable(batch));
        List<ConsumerRecord<byte[], byte[]>> settled =
                batch.stream().filter(record -> !late.contains(record)).toList();
        try (ThreadsAtWork.Work untilBuried = atWork()) {
            fates.buryTheDeadOf(settled);
        }
        return BatchOutcome.of(batch, late, fates, Duration.ofNanos(System.nanoTime() - began), machinery);
    }

    private List<Received<Event>> readable(List<ConsumerRecord<byte[], byte[]>> batch) {
        try (ThreadsAtWork.Work untilRead = atWork()) {
            return batch.stream().flatMap(record -> read(record).stream()).toList();
        }
    }

    private Optional<Received<Event>> read(ConsumerRecord<byte[], byte[]> record) {
        Context trace = Context.root();
        try {
            Span span = machinery.spans().process(record);
            trace = trace.with(span);
            Received<Event> received = Received.read(record, trace);
            machinery.inbox().demandRemembered(received.id());
            span.setAttribute(Names.ORDER_ID, received.order().toString());
            return Optional.of(received);
        } catch (RuntimeException | Error poison) {
            fates.settle(record, trace, poison);
            return Optional.empty();
        }
    }

    /** The records that are not done yet, and for which the stage need not wait. */
    private Set<ConsumerRecord<byte[], byte[]>> transact(List<Received<Event>> readable) {
        List<CompletableFuture<List<Received<Event>>>> running = new ArrayList<>();
        List<Received<Event>> free = new ArrayList<>();
        Map<OrderId, List<Received<Event>>> waiting = new LinkedHashMap<>();
        for (Received<Event> received : readable) {
            if (machinery.waiting().endOf(received.order()).isPresent()) {
                waiting.computeIfAbsent(received.order(), order -> new ArrayList<>())
                        .add(received);
            } else {
                free.add(received);
            }
        }
        waiting.forEach((order, records) -> running.add(run(records)
                .beginAfter(
                        machinery.waiting().endOf(order).orElseGet(() -> CompletableFuture.completedFuture(null)))));
        for (List<Received<Event>> pack : Packing.pack(free, settings.recordsPerTransaction())) {
            running.add(run(pack).begin());
        }
        return running.stream()
                .flatMap(late -> late.join().stream())
                .map(Received::record)
                .collect(Collectors.toSet());
    }

    private PackRun run(List<Received<Event>> pack) {
        return new PackRun(
                machinery,
                settings,
                stopsWithin,
                preparation,
                fates,
                slots,
                pack,
                began + settings.patience().toNanos());
    }

    private ThreadsAtWork.Work atWork() {
        return machinery.threads().begin(BATCH, BatchRun.class);
    }
}
