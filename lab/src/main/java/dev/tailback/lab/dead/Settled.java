package dev.tailback.lab.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.topics.Place;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What was done about a dead letter. A record cannot be taken out of Kafka, so this stands beside it. */
public enum Settled {
    REPLAYED,
    DROPPED;

    /** Compacted: the last word about each dead letter, by its place. */
    public static final String TOPIC = "dead-letters.settled";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    ProducerRecord<byte[], byte[]> marker(Place place) {
        return new ProducerRecord<>(TOPIC, place.toString().getBytes(UTF_8), word().getBytes(UTF_8));
    }
}
