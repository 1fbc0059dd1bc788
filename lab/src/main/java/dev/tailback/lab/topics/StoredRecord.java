package dev.tailback.lab.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.EventHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record as it lies in Kafka, whatever it holds: nothing in it is expected to make sense. */
public record StoredRecord(ConsumerRecord<byte[], byte[]> raw) {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");

    public Place place() {
        return new Place(raw.topic(), raw.partition(), raw.offset());
    }

    public Instant time() {
        return Instant.ofEpochMilli(raw.timestamp());
    }

    public Optional<String> key() {
        return Optional.ofNullable(raw.key()).map(key -> new String(key, UTF_8));
    }

    public Headers headers() {
        return raw.headers();
    }

    public Optional<String> header(String name) {
        return EventHeaders.text(raw.headers(), name);
    }

    public byte @Nullable [] value() {
        return raw.value();
    }

    public Optional<String> traceId() {
        return header(EventHeaders.TRACEPARENT)
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }
}
