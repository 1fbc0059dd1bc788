package dev.tailback.lab.dead;

import dev.tailback.events.EventHeaders;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.topics.Place;
import dev.tailback.lab.topics.StoredRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record that somebody could not process, with what was written on it when it was set aside. */
public final class DeadLetter {
    /** What the shop adds when it sets a record aside, and nobody else. */
    static final String ADDED = "dead_";

    private final StoredRecord record;

    DeadLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = new StoredRecord(record);
    }

    public Place place() {
        return record.place();
    }

    public Instant time() {
        return record.time();
    }

    public Optional<String> key() {
        return record.key();
    }

    public Headers headers() {
        return record.headers();
    }

    public byte @Nullable [] value() {
        return record.value();
    }

    public Optional<String> header(String name) {
        return record.header(name);
    }

    public String reason() {
        return header(ADDED + "reason").orElse("no reason was written on it");
    }

    public Optional<String> originalTopic() {
        return header(ADDED + "topic");
    }

    /** As far as it is known. */
    public String origin() {
        return "%s-%s@%s"
                .formatted(
                        originalTopic().orElse("?"),
                        header(ADDED + "partition").orElse("?"),
                        header(ADDED + "offset").orElse("?"));
    }

    public Optional<String> traceId() {
        return record.traceId();
    }

    /**
     * The original as it was sent at first, id and trace included, and marked as sent again: whoever has processed it
     * knows the id, and does not do so again. The key finds the partition, as it did then.
     */
    ProducerRecord<byte[], byte[]> original() {
        String topic = originalTopic()
                .orElseThrow(
                        () -> new Refusal(place() + " does not say where it came from: header dead_topic is missing"));
        ProducerRecord<byte[], byte[]> original = new ProducerRecord<>(
                topic, null, record.raw().key(), record.raw().value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(ADDED)) {
                original.headers().add(header);
            }
        }
        EventHeaders.put(original.headers(), EventHeaders.REPLAYED, place().toString());
        return original;
    }
}
