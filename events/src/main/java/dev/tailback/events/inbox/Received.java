package dev.tailback.events.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventJson;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import dev.tailback.events.Undecodable;
import dev.tailback.events.UuidV7;
import dev.tailback.events.outbox.Outgoing;
import io.opentelemetry.context.Context;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could be read, and the trace in which its effects belong. */
public record Received<E extends Event>(UUID id, E event, Context trace, ConsumerRecord<String, byte[]> record) {

    static Received<Event> read(ConsumerRecord<String, byte[]> record, Context trace) {
        UUID id = eventId(EventHeaders.required(record.headers(), EventHeaders.ID));
        String type = EventHeaders.required(record.headers(), EventHeaders.TYPE);
        if (record.value() == null) {
            throw new Undecodable("the value is null, where a " + type + " belongs");
        }
        Event event = EventJson.read(type, record.value());
        if (!Topics.carries(record.topic(), event)) {
            throw new Undecodable("a " + type + " does not belong in the topic " + record.topic());
        }
        if (!event.order().toString().equals(record.key())) {
            throw new Undecodable("the key is " + record.key() + ", but the event is about order " + event.order());
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
