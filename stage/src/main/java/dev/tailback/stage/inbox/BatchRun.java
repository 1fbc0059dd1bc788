package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.events.Undecodable;
import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.stage.failure.Failures;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.FailureOnSpan;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.logs.Shortened;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch on its way through the dispatch. */
final class BatchRun {
    private static final Logger log = LoggerFactory.getLogger(BatchRun.class);
    /** Not while its transactions run: they are at work then, and the batch only waits for them. */
    private static final String BATCH = "batch";
    /** In that time letters may begin; with all other waits that is far below max.poll.interval.ms. */
    private static final Duration MOST_FOR_LETTERS = Duration.ofSeconds(10);

    private final Dispatch dispatch;
    private final DispatchSettings settings;
    private final Preparation preparation;
    private final long began = System.nanoTime();
    private final long deadline;
    private final Set<ConsumerRecord<byte[], byte[]>> unfinished = ConcurrentHashMap.newKeySet();
    private final Map<ConsumerRecord<byte[], byte[]>, Death> dead = new ConcurrentHashMap<>();
    private final Map<ConsumerRecord<byte[], byte[]>, Integer> failures = new ConcurrentHashMap<>();
    /** Why the broker has no dead letter of them; they are unfinished, too. */
    private final Map<ConsumerRecord<byte[], byte[]>, String> refused = new ConcurrentHashMap<>();

    BatchRun(Dispatch dispatch, Preparation preparation) {
        this.dispatch = dispatch;
        this.preparation = preparation;
        this.settings = dispatch.settings();
        this.deadline = began + settings.patience().toNanos();
    }

    /** What is to be sent of a record that nothing helps, and its span. */
    private record Death(ProducerRecord<byte[], byte[]> letter, Span span) {}

    /** A dead letter on its way. */
    private record Burial(ConsumerRecord<byte[], byte[]> record, Span span, CompletableFuture<?> sent) {}

    Outcome of(List<ConsumerRecord<byte[], byte[]>> batch) {
        transact(readable(batch));
        try (ThreadsAtWork.Work untilBuried = atWork(BATCH)) {
            buryTheDead(batch);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return Outcome.of(batch, unfinished, refused, took, dispatch.offsets(), dispatch.heldPartitions());
    }

    private List<Received<Event>> readable(List<ConsumerRecord<byte[], byte[]>> batch) {
        try (ThreadsAtWork.Work untilRead = atWork(BATCH)) {
            return batch.stream().flatMap(record -> read(record).stream()).toList();
        }
    }

    private Optional<Received<Event>> read(ConsumerRecord<byte[], byte[]> record) {
        Context trace = Context.root();
        try {
            Span span = dispatch.spans().process(record);
            trace = trace.with(span);
            Received<Event> received = Received.read(record, trace);
            dispatch.inbox().demandRemembered(received.id());
            span.setAttribute(Names.ORDER_ID, received.order().toString());
            return Optional.of(received);
        } catch (RuntimeException | Error poison) {
            settle(record, trace, poison);
            return Optional.empty();
        }
    }

    private void transact(List<Received<Event>> readable) {
        Semaphore slots = new Semaphore(settings.transactionsInFlight());
        List<CompletableFuture<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Received<Event>> pack : Packing.pack(readable, settings.recordsPerTransaction())) {
                slots.acquireUninterruptibly();
                running.add(CompletableFuture.supplyAsync(() -> run(pack), threads)
                        .whenComplete((done, failure) -> slots.release()));
            }
        }
        running.forEach(CompletableFuture::join);
    }

    private boolean run(List<Received<Event>> pack) {
        try (ThreadsAtWork.Work untilDone = atWork("transaction")) {
            return complete(pack);
        }
    }

    private ThreadsAtWork.Work atWork(String name) {
        return dispatch.threads().begin(name, BatchRun.class);
    }

    /** Commits the pack, or what of it can be committed; false if any of it is left for a later reading. */
    private boolean complete(List<Received<Event>> pack) {
        try {
            if (!committed(pack)) {
                leave(pack);
                return false;
            }
            pack.forEach(received -> ConsumerSpans.spanOf(received).end());
            return true;
        } catch (RuntimeException | Error permanent) {
            if (pack.size() > 1) {
                return completeInHalves(pack);
            }
            return settle(pack.getFirst().record(), pack.getFirst().trace(), permanent);
        }
    }

    /** Of a record that failed alone; false if it is left because what failed was not the record. */
    private boolean settle(ConsumerRecord<byte[], byte[]> record, Context trace, Throwable failure) {
        if (Failures.isTransient(failure)) {
            leave(record, Span.fromContext(trace));
            return false;
        }
        bury(record, trace, failure);
        return true;
    }

    /** One after the other, and the second not without the first: they may hold records of one order. */
    private boolean completeInHalves(List<Received<Event>> pack) {
        List<Received<Event>> second = pack.subList(pack.size() / 2, pack.size());
        if (complete(pack.subList(0, pack.size() / 2))) {
            return complete(second);
        }
        leave(second);
        return false;
    }

    private void leave(List<Received<Event>> pack) {
        pack.forEach(received -> leave(received.record(), ConsumerSpans.spanOf(received)));
    }

    private void leave(ConsumerRecord<byte[], byte[]> record, Span span) {
        unfinished.add(record);
        dispatch.spans().keep(record, span);
    }

    /** False if it has to be left for a later reading: patience, attempts or the budget for retries are used up. */
    private boolean committed(List<Received<Event>> pack) {
        if (System.nanoTime() > deadline) {
            return false;
        }
        Effects prepared = null;
        // A line about several records stands in the trace of the transaction that serves them, which theirs link to.
        Context trace = pack.getFirst().trace();
        dispatch.budget().earn(settings.retry().budget());
        for (int attempts = 1; ; attempts++) {
            try {
                if (prepared == null) {
                    prepared = preparation.of(pack);
                }
                Span transaction = dispatch.spans().transaction(pack);
                trace = Context.root().with(transaction);
                commit(pack, prepared, transaction);
                return true;
            } catch (RuntimeException | Error failure) {
                pack.forEach(received -> failures.merge(received.record(), 1, Integer::sum));
                if (!Failures.isTransient(failure)) {
                    throw failure;
                }
                try (Scope inTrace = trace.makeCurrent()) {
                    if (!triesAgain(pack, attempts, failure)) {
                        return false;
                    }
                }
            }
        }
    }

    private boolean triesAgain(List<Received<Event>> pack, int attempts, Throwable failure) {
        RetryPolicy retry = settings.retry();
        // While the database is away nobody is served anyway: waiting for it spends nothing.
        boolean free = Failures.isInfrastructure(failure) || retry.budget() >= 1;
        if (attempts >= retry.attempts() || !free && !dispatch.budget().spend()) {
            log.warn("{} records are left for later after {} attempts: {}", pack.size(), attempts, failure.toString());
            return false;
        }
        Duration pause = retry.pause(attempts);
        log.warn("{} records wait {} after attempt {}: {}", pack.size(), pause, attempts, failure.toString());
        return System.nanoTime() + pause.toNanos() <= deadline && !dispatch.stopsWithin(pause);
    }

    private void commit(List<Received<Event>> pack, Effects effects, Span span) {
        try (Scope inSpan = Context.root().with(span).makeCurrent()) {
            dispatch.transactions().executeWithoutResult(transaction -> {
                Map<UUID, Received<Event>> byId = new LinkedHashMap<>();
                pack.forEach(received -> byId.putIfAbsent(received.id(), received));
                byId.keySet().retainAll(dispatch.inbox().firstTime(List.copyOf(byId.keySet())));
                pack.stream()
                        .filter(received -> !byId.containsKey(received.id()))
                        .forEach(ConsumerSpans::seenBefore);
                if (!byId.isEmpty()) {
                    effects.apply(List.copyOf(byId.values()));
                }
            });
        } catch (RuntimeException | Error failure) {
            FailureOnSpan.tell(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, Context trace, Throwable reason) {
        Span span = Span.fromContext(trace);
        FailureOnSpan.tell(span, reason);
        try (Scope inTrace = trace.makeCurrent()) {
            if (Topics.isDead(record.topic())) {
                // A dead letter that cannot be processed stays where it is: it has its place already.
                log.error(
                        "{}-{}@{} ends no order: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        reason.toString());
                span.end();
                return;
            }
            Optional<String> letter = EventHeaders.text(record.headers(), EventHeaders.REPLAYED);
            if (letter.isPresent() && reason instanceof Undecodable) {
                leaveToItsFirstLetter(record, span, letter.get());
                return;
            }
            int attempts = failures.getOrDefault(record, 1);
            dead.put(record, new Death(dispatch.deadLetters().letter(record, reason, attempts), span));
        }
    }

    /** It ended its order, which another one of the same record would not change: replays would make more and more. */
    private static void leaveToItsFirstLetter(ConsumerRecord<byte[], byte[]> record, Span span, String letter) {
        log.warn(
                "{}-{}@{} still cannot be read; it was replayed from the dead letter {}, which stays the only one",
                record.topic(),
                record.partition(),
                record.offset(),
                Shortened.to(200, letter));
        span.addEvent("unchanged: replayed, and still cannot be read");
        span.end();
    }

    /**
     * When the transactions are done: a letter that finds no broker takes seconds, and is not to hold them up. Nor may many
     * of them take so long that the consumer is thrown out of its group.
     */
    private void buryTheDead(List<ConsumerRecord<byte[], byte[]>> batch) {
        Duration patience =
                settings.patience().compareTo(MOST_FOR_LETTERS) < 0 ? settings.patience() : MOST_FOR_LETTERS;
        long end = System.nanoTime() + patience.toNanos();
        List<Burial> burials = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Death death = dead.get(record);
            if (death != null && System.nanoTime() > end) {
                refuse(record, death.span(), "there was no time left to send it");
            } else if (death != null) {
                burials.add(new Burial(record, death.span(), send(record, death)));
            }
        }
        burials.forEach(this::awaitBurial);
    }

    private CompletableFuture<?> send(ConsumerRecord<byte[], byte[]> record, Death death) {
        try (Scope inTrace = Context.root().with(death.span()).makeCurrent()) {
            return dispatch.deadLetters().send(record, death.letter());
        }
    }

    private void awaitBurial(Burial burial) {
        try {
            burial.sent().join();
            burial.span().end();
        } catch (CompletionException refusal) {
            refuse(burial.record(), burial.span(), Failures.rootOf(refusal).toString());
        }
    }

    /** Nothing behind the record is committed before its dead letter is in Kafka. */
    private void refuse(ConsumerRecord<byte[], byte[]> record, Span span, String why) {
        try (Scope inTrace = Context.root().with(span).makeCurrent()) {
            log.error(
                    "{}-{} stands still at {}: the broker has not taken the dead letter of that record, so it is read again: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    why);
        }
        refused.put(record, "the broker has not taken its dead letter: " + why);
        leave(record, span);
    }
}
