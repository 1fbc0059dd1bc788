package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** An event on its way to Kafka: CloudEvents 1.0 in binary mode, except for the trace, which the sender adds. */
public record EventRecord(
        String id, String topic, String key, String type, String payload, String source, String time) {
    private static final String SPEC = "1.0";
    private static final String JSON = "application/json";

    public static EventRecord of(UUID id, Event event, String source) {
        return new EventRecord(
                id.toString(),
                Topics.of(event),
                event.order().toString(),
                EventJson.typeOf(event),
                EventJson.write(event),
                source,
                UuidV7.time(id).toString());
    }

    public ProducerRecord<String, byte[]> toSend() {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, payload.getBytes(UTF_8));
        Headers headers = record.headers();
        EventHeaders.put(headers, EventHeaders.SPEC_VERSION, SPEC);
        EventHeaders.put(headers, EventHeaders.ID, id);
        EventHeaders.put(headers, EventHeaders.TYPE, type);
        EventHeaders.put(headers, EventHeaders.SOURCE, source);
        EventHeaders.put(headers, EventHeaders.SUBJECT, key);
        EventHeaders.put(headers, EventHeaders.TIME, time);
        EventHeaders.put(headers, EventHeaders.CONTENT_TYPE, JSON);
        return record;
    }
}
