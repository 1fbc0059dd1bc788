package dev.tailback.stage.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventJson;
import dev.tailback.events.OrderId;
import dev.tailback.events.StockReserved;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as a broker would hand them over. */
final class Fixtures {
    private static long offset;

    private Fixtures() {}

    static Event event() {
        return new StockReserved(OrderId.at(Instant.now()), Instant.now());
    }

    static ConsumerRecord<byte[], byte[]> record(Event event) {
        return record(UuidV7.at(Instant.now()), event);
    }

    static ConsumerRecord<byte[], byte[]> record(UUID id, Event event) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topics.of(event),
                0,
                offset++,
                event.order().toString().getBytes(UTF_8),
                EventJson.write(event).getBytes(UTF_8));
        EventHeaders.put(record.headers(), EventHeaders.ID, id.toString());
        EventHeaders.put(record.headers(), EventHeaders.TYPE, EventJson.typeOf(event));
        return record;
    }

    static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    static Received<Event> received(Event event) {
        return Received.read(record(event), Context.root());
    }
}
