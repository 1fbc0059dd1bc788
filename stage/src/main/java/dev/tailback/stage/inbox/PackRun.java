package dev.tailback.stage.inbox;

import static java.util.stream.Collectors.toSet;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.stage.failure.Failures;
import dev.tailback.stage.inbox.Dispatch.Machinery;
import dev.tailback.stage.inbox.Waiting.Stay;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.FailureOnSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pack on its way: prepared, and committed in as many transactions as its answers take to come. Its batch is over for
 * the consumer when all of it is done, or when the rest only waits and was admitted to {@link Waiting}. That rest goes on
 * here until it is done, whatever happens meanwhile, unless its partition goes to another consumer or the stage ends.
 */
final class PackRun {
    /** Answers that come within that time share a transaction. */
    private static final Duration ROUND = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(PackRun.class);

    private final Machinery machinery;
    private final DispatchSettings settings;
    private final Predicate<Duration> stopsWithin;
    private final Preparation preparation;
    private final Fates fates;
    private final Semaphore slots;
    private final List<Received<Event>> pack;
    private final CompletableFuture<Void> readOn = new CompletableFuture<>();
    /** Of the pack, what is not done, without what was left for another reading. */
    private final Map<ConsumerRecord<byte[], byte[]>, Received<Event>> open = new LinkedHashMap<>();

    private List<Received<Event>> late = List.of();
    private final List<Stay> stays = new ArrayList<>();
    private long deadline;
    private Context lines = Context.root();

    PackRun(
            Machinery machinery,
            DispatchSettings settings,
            Predicate<Duration> stopsWithin,
            Preparation preparation,
            Fates fates,
            Semaphore slots,
            List<Received<Event>> pack,
            long deadline) {
        this.machinery = machinery;
        this.settings = settings;
        this.stopsWithin = stopsWithin;
        this.preparation = preparation;
        this.fates = fates;
        this.slots = slots;
        this.pack = pack;
        pack.forEach(received -> open.put(received.record(), received));
        this.deadline = deadline;
    }

    /** Begins when a transaction may. The answer is there when the consumer may read on, and gives what is late. */
    CompletableFuture<List<Received<Event>>> begin() {
        slots.acquireUninterruptibly();
        return start(this::run);
    }

    /** Begins when the stay of the same order is over; without a place to wait in, it is left for later. */
    CompletableFuture<List<Received<Event>>> beginAfter(CompletableFuture<Void> earlier) {
        if (!handedOver()) {
            fates.leave(pack);
            return CompletableFuture.completedFuture(List.of());
        }
        return start(() -> {
            earlier.join();
            slots.acquireUninterruptibly();
            run();
        });
    }

    private CompletableFuture<List<Received<Event>>> start(Runnable run) {
        Thread.ofVirtual().name("pack").start(() -> {
            try (ThreadsAtWork.Work untilDone = machinery.threads().begin("transaction", BatchRun.class)) {
                run.run();
            } finally {
                stays.forEach(machinery.waiting()::over);
                readOn.complete(null);
            }
        });
        return readOn.thenApply(done -> late);
    }

    private void run() {
        try {
            complete(pack);
            while (isLate() && !open.isEmpty() && !stopsBeforeAnotherTry()) {
                List<Received<Event>> left = open.values().stream()
                        .filter(machinery.waiting()::holds)
                        .toList();
                if (left.isEmpty()) {
                    return;
                }
                fates.takeUp(left);
                complete(left);
            }
        } finally {
            slots.release();
        }
    }

    private boolean isLate() {
        return !late.isEmpty();
    }

    /** Whether what is open may wait while the stage reads on. */
    private boolean handedOver() {
        if (isLate()) {
            return true;
        }
        Optional<List<Stay>> admitted = machinery.waiting().admit(open.values(), preparation.mayWait());
        if (admitted.isEmpty()) {
            return false;
        }
        stays.addAll(admitted.get());
        late = List.copyOf(open.values());
        readOn.complete(null);
        return true;
    }

    private boolean stopsBeforeAnotherTry() {
        return outsideOfTransactions(() -> stopsWithin.test(HeldPartitions.BEFORE_READING_AGAIN));
    }

    /** Commits the records, or what of them can be committed; false if any of it is left for later. */
    private boolean complete(List<Received<Event>> records) {
        try {
            Optional<Prepared> prepared = prepared(records);
            if (prepared.isEmpty()) {
                leave(records);
                return false;
            }
            return completeAsAnswered(records, prepared.get());
        } catch (RuntimeException | Error permanent) {
            return separate(records, permanent);
        }
    }

    private boolean completeAsAnswered(List<Received<Event>> records, Prepared prepared) {
        boolean isAllDone = true;
        List<Received<Event>> rest = records;
        while (true) {
            awaitMost(answers(rest, prepared));
            Set<OrderId> waiting = waiting(prepared);
            List<Received<Event>> answered = rest.stream()
                    .filter(received -> !waiting.contains(received.order()))
                    .toList();
            isAllDone &= answered.isEmpty() || completeAnswered(answered, prepared);
            rest = rest.stream()
                    .filter(received -> waiting.contains(received.order()))
                    .toList();
            if (rest.isEmpty()) {
                return isAllDone;
            }
            handedOver();
            awaitOne(answers(rest, prepared));
        }
    }

    private static List<? extends CompletableFuture<?>> answers(List<Received<Event>> records, Prepared prepared) {
        return records.stream()
                .map(received -> prepared.awaited().get(received.order()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Looked at once for all records of an order: answers go on coming. */
    private static Set<OrderId> waiting(Prepared prepared) {
        return prepared.awaited().entrySet().stream()
                .filter(answer -> !answer.getValue().isDone())
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private void awaitMost(List<? extends CompletableFuture<?>> answers) {
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        if (!all.isDone()) {
            outsideOfTransactions(() -> all.handle((done, failed) -> true)
                    .completeOnTimeout(false, ROUND.toNanos(), TimeUnit.NANOSECONDS)
                    .join());
        }
    }

    private void awaitOne(List<? extends CompletableFuture<?>> answers) {
        outsideOfTransactions(() -> CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new))
                .handle((done, failed) -> true)
                .join());
    }

    private boolean outsideOfTransactions(BooleanSupplier wait) {
        slots.release();
        try {
            return wait.getAsBoolean();
        } finally {
            slots.acquireUninterruptibly();
        }
    }

    private boolean completeAnswered(List<Received<Event>> records, Prepared prepared) {
        try {
            if (!committed(records, prepared)) {
                leave(records);
                return false;
            }
            records.forEach(received -> ConsumerSpans.spanOf(received).end());
            done(records);
            return true;
        } catch (RuntimeException | Error permanent) {
            return separate(records, permanent);
        }
    }

    private boolean separate(List<Received<Event>> records, Throwable permanent) {
        return records.size() > 1 ? completeInHalves(records) : settle(records.getFirst(), permanent);
    }

    /** One after the other, and the second not without the first: they may hold records of one order. */
    private boolean completeInHalves(List<Received<Event>> records) {
        List<Received<Event>> second = records.subList(records.size() / 2, records.size());
        if (complete(records.subList(0, records.size() / 2))) {
            return complete(second);
        }
        leave(second);
        return false;
    }

    private boolean settle(Received<Event> received, Throwable failure) {
        boolean isDone = fates.settle(received.record(), received.trace(), failure);
        if (isDone && isLate()) {
            // Nobody else will: the batch is over.
            fates.buryTheDeadOf(List.of(received.record()));
            isDone = !fates.unfinished().contains(received.record());
        }
        if (isDone) {
            done(List.of(received));
        } else if (!isLate()) {
            open.remove(received.record());
        }
        return isDone;
    }

    private void leave(List<Received<Event>> records) {
        fates.leave(records);
        if (!isLate()) {
            records.forEach(received -> open.remove(received.record()));
        }
    }

    private void done(List<Received<Event>> records) {
        records.forEach(received -> open.remove(received.record()));
        if (isLate()) {
            machinery.offsets().onceTold(() -> machinery.waiting().passed(records));
            Set<OrderId> stillOpen = open.values().stream().map(Received::order).collect(toSet());
            List<Stay> over = stays.stream()
                    .filter(stay -> !stillOpen.contains(stay.order()))
                    .toList();
            over.forEach(machinery.waiting()::over);
            stays.removeAll(over);
        }
    }

    private Optional<Prepared> prepared(List<Received<Event>> records) {
        if (!isLate() && System.nanoTime() > deadline) {
            return Optional.empty();
        }
        return patiently(records, () -> preparation.of(records));
    }

    private boolean committed(List<Received<Event>> records, Prepared prepared) {
        machinery.budget().earn(settings.retry().budget());
        Effects<Event> effects = prepared.effects(records);
        return patiently(records, () -> {
                    commit(records, effects);
                    return records;
                })
                .isPresent();
    }

    /** Nothing if it has to be left for later: patience, attempts or the budget for retries are used up. */
    private <T> Optional<T> patiently(List<Received<Event>> records, Supplier<T> work) {
        if (isLate()) {
            deadline = System.nanoTime() + settings.patience().toNanos();
        }
        // A line about several records stands in the trace of the transaction that serves them, which theirs link to.
        lines = records.getFirst().trace();
        for (int attempts = 1; ; attempts++) {
            try {
                return Optional.of(work.get());
            } catch (RuntimeException | Error failure) {
                fates.failedOnce(records);
                if (!Failures.isTransient(failure)) {
                    throw failure;
                }
                try (Scope inTrace = lines.makeCurrent()) {
                    if (!triesAgain(records, attempts, failure)) {
                        return Optional.empty();
                    }
                }
            }
        }
    }

    private boolean triesAgain(List<Received<Event>> records, int attempts, Throwable failure) {
        RetryPolicy retry = settings.retry();
        // While the database is away nobody is served anyway: waiting for it spends nothing.
        boolean free = Failures.isInfrastructure(failure) || retry.budget() >= 1;
        if (attempts >= retry.attempts() || !free && !machinery.budget().spend()) {
            log.warn(
                    "{} records are left for later after {} attempts: {}",
                    records.size(),
                    attempts,
                    failure.toString());
            return false;
        }
        Duration pause = retry.pause(attempts);
        log.warn("{} records wait {} after attempt {}: {}", records.size(), pause, attempts, failure.toString());
        return System.nanoTime() + pause.toNanos() <= deadline && !stopsWithin.test(pause);
    }

    private void commit(List<Received<Event>> records, Effects<Event> effects) {
        Span span = machinery.spans().transaction(records);
        lines = Context.root().with(span);
        try (Scope inSpan = lines.makeCurrent()) {
            machinery.transactions().executeWithoutResult(transaction -> {
                Map<UUID, Received<Event>> byId = new LinkedHashMap<>();
                records.forEach(received -> byId.putIfAbsent(received.id(), received));
                byId.keySet().retainAll(machinery.inbox().firstTime(List.copyOf(byId.keySet())));
                records.stream()
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
}
