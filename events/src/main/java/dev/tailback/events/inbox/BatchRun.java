package dev.tailback.events.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.Undecodable;
import dev.tailback.events.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch on its way through the dispatch. */
final class BatchRun {
    private static final Logger log = LoggerFactory.getLogger(BatchRun.class);

    private final Dispatch dispatch;
    private final Effects effects;
    private final long deadline;
    private final Set<ConsumerRecord<String, byte[]>> unfinished = ConcurrentHashMap.newKeySet();
    private final Map<ConsumerRecord<String, byte[]>, CompletableFuture<?>> dying = new ConcurrentHashMap<>();

    BatchRun(Dispatch dispatch, Effects effects) {
        this.dispatch = dispatch;
        this.effects = effects;
        this.deadline = System.nanoTime() + dispatch.settings().patience().toNanos();
    }

    Outcome of(List<ConsumerRecord<String, byte[]>> batch) {
        transact(readable(batch));
        dying.forEach(this::awaitBurial);
        return Outcome.of(batch, unfinished);
    }

    private List<Received<Event>> readable(List<ConsumerRecord<String, byte[]>> batch) {
        List<Received<Event>> readable = new ArrayList<>(batch.size());
        for (ConsumerRecord<String, byte[]> record : batch) {
            Span span = dispatch.spans().process(record);
            Context trace = Context.root().with(span);
            try {
                Received<Event> received = Received.read(record, trace);
                span.setAttribute(Names.ORDER_ID, received.order().toString());
                readable.add(received);
            } catch (Undecodable poison) {
                bury(record, trace, poison);
            }
        }
        return readable;
    }

    private void transact(List<Received<Event>> readable) {
        Semaphore slots = new Semaphore(dispatch.settings().transactionsInFlight());
        List<CompletableFuture<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Received<Event>> pack :
                    Packing.pack(readable, dispatch.settings().recordsPerTransaction())) {
                slots.acquireUninterruptibly();
                running.add(CompletableFuture.runAsync(() -> complete(pack), threads)
                        .whenComplete((done, failure) -> slots.release()));
            }
        }
        running.forEach(CompletableFuture::join);
    }

    /** Commits the pack, or what of it can be committed. */
    private void complete(List<Received<Event>> pack) {
        try {
            if (!committed(pack)) {
                pack.forEach(received -> unfinished.add(received.record()));
            }
            pack.forEach(received -> ConsumerSpans.spanOf(received).end());
        } catch (RuntimeException permanent) {
            if (pack.size() == 1) {
                bury(pack.getFirst().record(), pack.getFirst().trace(), permanent);
            } else {
                // One after the other: the halves may hold records of one order.
                complete(pack.subList(0, pack.size() / 2));
                complete(pack.subList(pack.size() / 2, pack.size()));
            }
        }
    }

    private boolean committed(List<Received<Event>> pack) {
        for (int attempts = 1; ; attempts++) {
            try {
                commit(pack);
                return true;
            } catch (RuntimeException failure) {
                if (!Failures.isTransient(failure)) {
                    throw failure;
                }
                Duration pause = Backoff.STANDARD.after(attempts);
                log.warn("{} records wait {} after attempt {}: {}", pack.size(), pause, attempts, failure.toString());
                if (System.nanoTime() + pause.toNanos() > deadline || dispatch.stopsWithin(pause)) {
                    return false;
                }
            }
        }
    }

    private void commit(List<Received<Event>> pack) {
        Span span = dispatch.spans().transaction(pack);
        try (Scope inSpan = Context.root().with(span).makeCurrent()) {
            dispatch.transactions().executeWithoutResult(transaction -> {
                Map<UUID, Received<Event>> byId = new LinkedHashMap<>();
                pack.forEach(received -> byId.putIfAbsent(received.id(), received));
                byId.keySet().retainAll(dispatch.inbox().firstTime(List.copyOf(byId.keySet())));
                if (!byId.isEmpty()) {
                    effects.apply(List.copyOf(byId.values()));
                }
            });
        } catch (RuntimeException failure) {
            ConsumerSpans.failed(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    private void bury(ConsumerRecord<String, byte[]> record, Context trace, Throwable reason) {
        Span span = Span.fromContext(trace);
        ConsumerSpans.failed(span, reason);
        dying.put(record, dispatch.deadLetters().bury(record, reason, trace));
        span.end();
    }

    private void awaitBurial(ConsumerRecord<String, byte[]> record, CompletableFuture<?> burial) {
        try {
            burial.join();
        } catch (CompletionException refused) {
            log.warn(
                    "the broker did not take the dead letter of {}-{}@{}; the record will be read again",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    refused);
            unfinished.add(record);
        }
    }
}
