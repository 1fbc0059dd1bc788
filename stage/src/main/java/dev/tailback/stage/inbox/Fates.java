package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.events.Undecodable;
import dev.tailback.stage.failure.Failures;
import dev.tailback.telemetry.FailureOnSpan;
import dev.tailback.telemetry.logs.Shortened;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of those records of a batch that are not simply done: left for later, or dead. */
final class Fates {
    private static final Logger log = LoggerFactory.getLogger(Fates.class);
    /** In that time letters may begin; with all other waits that is far below max.poll.interval.ms. */
    private static final Duration MOST_FOR_LETTERS = Duration.ofSeconds(10);

    private final ConsumerSpans spans;
    private final DeadLetters deadLetters;
    private final Duration patience;
    private final Set<ConsumerRecord<byte[], byte[]>> unfinished = ConcurrentHashMap.newKeySet();
    private final Map<ConsumerRecord<byte[], byte[]>, Death> dead = new ConcurrentHashMap<>();
    private final Map<ConsumerRecord<byte[], byte[]>, Integer> failures = new ConcurrentHashMap<>();
    /** Why the broker has no dead letter of them; they are unfinished, too. */
    private final Map<ConsumerRecord<byte[], byte[]>, String> refused = new ConcurrentHashMap<>();

    Fates(ConsumerSpans spans, DeadLetters deadLetters, Duration patience) {
        this.spans = spans;
        this.deadLetters = deadLetters;
        this.patience = patience.compareTo(MOST_FOR_LETTERS) < 0 ? patience : MOST_FOR_LETTERS;
    }

    /** What is to be sent of a record that nothing helps, and its span. */
    private record Death(ProducerRecord<byte[], byte[]> letter, Span span) {}

    /** A dead letter on its way. */
    private record Burial(ConsumerRecord<byte[], byte[]> record, Span span, CompletableFuture<?> sent) {}

    Set<ConsumerRecord<byte[], byte[]>> unfinished() {
        return unfinished;
    }

    Map<ConsumerRecord<byte[], byte[]>, String> refused() {
        return refused;
    }

    void failedOnce(List<Received<Event>> pack) {
        pack.forEach(received -> failures.merge(received.record(), 1, Integer::sum));
    }

    /** Of a record that failed alone; false if it is left because what failed was not the record. */
    boolean settle(ConsumerRecord<byte[], byte[]> record, Context trace, Throwable failure) {
        if (Failures.isTransient(failure)) {
            leave(record, Span.fromContext(trace));
            return false;
        }
        bury(record, trace, failure);
        return true;
    }

    void leave(List<Received<Event>> pack) {
        pack.forEach(received -> leave(received.record(), ConsumerSpans.spanOf(received)));
    }

    private void leave(ConsumerRecord<byte[], byte[]> record, Span span) {
        unfinished.add(record);
        spans.keep(record, span);
    }

    /** What was left is tried once more, without being read again. */
    void takeUp(List<Received<Event>> pack) {
        pack.stream().map(Received::record).forEach(record -> {
            unfinished.remove(record);
            refused.remove(record);
            spans.takeUp(record);
        });
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
            dead.put(record, new Death(deadLetters.letter(record, reason, attempts), span));
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
    void buryTheDeadOf(List<ConsumerRecord<byte[], byte[]>> records) {
        long end = System.nanoTime() + patience.toNanos();
        List<Burial> burials = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Death death = dead.remove(record);
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
            return deadLetters.send(record, death.letter());
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
