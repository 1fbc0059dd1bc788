package dev.tailback.lab.dead;

import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.topics.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Settles dead letters. An original goes out first and the word about it second, so that whoever is interrupted
 * between the two sends it again, which the inboxes absorb; the other way round it would be lost.
 */
public final class Settlement {
    private static final int TOGETHER = 500;
    private static final int FAILURES_SHOWN = 5;

    /** How many were settled, by where they went; and the sentences about the first few of those that were not. */
    public record Result(TreeMap<String, Integer> settledByTopic, int failed, List<String> failures) {}

    private record Sent(
            Place place, Settled as, String to, @Nullable Future<RecordMetadata> acknowledged) {}

    private final KafkaProducer<byte[], byte[]> producer;
    private final Predicate<String> topicExists;
    private final List<Sent> underWay = new ArrayList<>();
    private final TreeMap<String, Integer> settledByTopic = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int failed;

    Settlement(KafkaProducer<byte[], byte[]> producer, Predicate<String> topicExists) {
        this.producer = producer;
        this.topicExists = topicExists;
    }

    void add(DeadLetter letter, Settled as) {
        try {
            underWay.add(send(letter, as));
        } catch (Refusal | KafkaException unsendable) {
            fail(letter.place(), String.valueOf(unsendable.getMessage()));
        }
        if (underWay.size() == TOGETHER) {
            complete();
        }
    }

    private Sent send(DeadLetter letter, Settled as) {
        if (as == Settled.DROPPED) {
            return new Sent(letter.place(), as, letter.place().topic(), null);
        }
        ProducerRecord<byte[], byte[]> original = letter.original();
        if (!topicExists.test(original.topic())) {
            throw new Refusal("its topic '" + original.topic() + "' does not exist");
        }
        return new Sent(letter.place(), as, original.topic(), producer.send(original));
    }

    Result finish() {
        complete();
        return new Result(settledByTopic, failed, List.copyOf(failures));
    }

    private void complete() {
        List<Sent> marked = new ArrayList<>();
        for (Sent sent : underWay) {
            if (sent.acknowledged() == null || isAcknowledged(sent)) {
                marked.add(new Sent(
                        sent.place(),
                        sent.as(),
                        sent.to(),
                        producer.send(sent.as().marker(sent.place()))));
            }
        }
        for (Sent sent : marked) {
            if (isAcknowledged(sent)) {
                settledByTopic.merge(sent.to(), 1, Integer::sum);
            }
        }
        underWay.clear();
    }

    private boolean isAcknowledged(Sent sent) {
        try {
            if (sent.acknowledged() != null) {
                sent.acknowledged().get();
            }
            return true;
        } catch (ExecutionException refused) {
            fail(sent.place(), "Kafka did not take it: " + refused.getCause());
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted; what was not settled yet can be settled again", ending);
        }
    }

    private void fail(Place place, String why) {
        failed++;
        if (failures.size() < FAILURES_SHOWN) {
            failures.add(place + " was not settled: " + why);
        }
    }
}
