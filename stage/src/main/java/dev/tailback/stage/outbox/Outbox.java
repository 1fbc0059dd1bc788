package dev.tailback.stage.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.Event;
import dev.tailback.events.EventJson;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.stage.database.AfterCommit;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.TraceParent;
import dev.tailback.telemetry.logs.OrderSteps;
import java.time.Instant;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Rows that the relay carries to Kafka. To be written in the transaction of the change they tell of. */
public class Outbox {
    private static final String INSERT = """
        INSERT INTO outbox (id, topic, key, type, payload, traceparent, created_at)
        SELECT id, topic, key, type, payload::json, traceparent, :created_at
        FROM unnest(:ids, :topics, :keys, :types, :payloads, :traceparents)
          AS row (id, topic, key, type, payload, traceparent)\
        """;

    private final Database database;
    private final OrderSteps steps = new OrderSteps(LoggerFactory.getLogger(Outbox.class));

    public Outbox(Database database) {
        this.database = database;
    }

    public void append(List<Outgoing> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        database.run(
                "INSERT",
                "outbox",
                INSERT,
                statement -> statement
                        .param("ids", Column.of("uuid", events, each -> UuidV7.at(now)))
                        .param("topics", Column.of("text", events, each -> Topics.of(each.event())))
                        .param(
                                "keys",
                                Column.of(
                                        "uuid",
                                        events,
                                        each -> each.event().order().value()))
                        .param("types", Column.of("text", events, each -> EventJson.typeOf(each.event())))
                        .param("payloads", Column.of("text", events, each -> payload(each.event())))
                        .param("traceparents", Column.of("text", events, each -> TraceParent.of(each.trace())))
                        .param("created_at", java.sql.Timestamp.from(now))
                        .update());
        List<Outgoing> written = List.copyOf(events);
        AfterCommit.run(() -> written.forEach(this::tell));
    }

    /** What no topic takes would stop the relay at this row, and every event behind it. */
    static String payload(Event event) {
        String payload = EventJson.write(event);
        int bytes = payload.getBytes(UTF_8).length;
        if (bytes > Topics.LARGEST_EVENT) {
            throw new IllegalArgumentException(
                    "a %s of order %s has %d bytes, but the topic %s takes events of at most %d"
                            .formatted(
                                    EventJson.typeOf(event),
                                    event.order(),
                                    bytes,
                                    Topics.of(event),
                                    Topics.LARGEST_EVENT));
        }
        return payload;
    }

    private void tell(Outgoing outgoing) {
        steps.tell(
                outgoing.trace(),
                Names.ORDER_EVENT_WRITTEN,
                outgoing.event().order().toString(),
                EventJson.typeOf(outgoing.event()),
                "is written");
    }
}
