package dev.tailback.stage.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventJson;
import dev.tailback.events.OrderId;
import dev.tailback.events.RecordDied;
import dev.tailback.events.Topics;
import dev.tailback.events.Undecodable;
import dev.tailback.events.UuidV7;
import dev.tailback.stage.outbox.Outgoing;
import dev.tailback.telemetry.logs.Shortened;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that could be read, and the trace in which its effects belong. */
public record Received<E extends Event>(UUID id, E event, Context trace, ConsumerRecord<byte[], byte[]> record) {
    private static final int LONGEST_QUOTE = 200;

    static Received<Event> read(ConsumerRecord<byte[], byte[]> record, Context trace) {
        if (Topics.isDead(record.topic())) {
            return died(record, trace);
        }
        UUID id = eventId(EventHeaders.required(record.headers(), EventHeaders.ID));
        String type = EventHeaders.required(record.headers(), EventHeaders.TYPE);
        if (record.value() == null) {
            throw new Undecodable("the value is null, where a " + type + " belongs");
        }
        Event event = EventJson.read(type, record.value());
        if (!Topics.carries(record.topic(), event)) {
            throw new Undecodable("a " + type + " does not belong in the topic " + record.topic());
        }
        String key = textOf(record.key());
        if (!event.order().toString().equals(key)) {
            throw new Undecodable("the key is " + Shortened.to(LONGEST_QUOTE, key) + ", but the event is about order "
                    + event.order());
        }
        return new Received<>(id, event, trace, record);
    }

    public OrderId order() {
        return event.order();
    }

    /** The same, now that it is known what kind of event it is. */
    public <T extends Event> Received<T> of(T known) {
        return new Received<>(id, known, trace, record);
    }

    /** An event that follows from this one, in the same trace. */
    public Outgoing causes(Event next) {
        return new Outgoing(next, trace);
    }

    /** A dead letter is an event of its own: replaying its original later must not look like a redelivery of it. */
    private static Received<Event> died(ConsumerRecord<byte[], byte[]> record, Context trace) {
        String at = EventHeaders.required(record.headers(), DeadLetterHeaders.TOPIC)
                + "-" + EventHeaders.required(record.headers(), DeadLetterHeaders.PARTITION)
                + "@" + EventHeaders.required(record.headers(), DeadLetterHeaders.OFFSET);
        RecordDied died = new RecordDied(
                orderIn(record.key()),
                EventHeaders.required(record.headers(), DeadLetterHeaders.TOPIC),
                EventHeaders.required(record.headers(), DeadLetterHeaders.GROUP),
                EventHeaders.required(record.headers(), DeadLetterHeaders.REASON));
        return new Received<>(
                UuidV7.derived(Instant.ofEpochMilli(record.timestamp()), died.group() + at), died, trace, record);
    }

    private static String textOf(byte @Nullable [] key) {
        return key == null ? "null" : new String(key, UTF_8);
    }

    private static OrderId orderIn(byte @Nullable [] key) {
        try {
            return OrderId.of(textOf(key));
        } catch (IllegalArgumentException noOrder) {
            throw new Undecodable("the key names no order: " + noOrder.getMessage(), noOrder);
        }
    }

    private static UUID eventId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (UuidV7.is(id)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            throw new Undecodable("header " + EventHeaders.ID + " is no UUID: '" + text + "'", malformed);
        }
        throw new Undecodable("header " + EventHeaders.ID + " is a UUID, but not of version 7: " + text);
    }
}
