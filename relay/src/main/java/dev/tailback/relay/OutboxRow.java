package dev.tailback.relay;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventRecord;
import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row that a stage added to its outbox.
 *
 * @param transaction that wrote it
 * @param reconciledAt when it was found missing in Kafka, or null if it comes from the WAL
 */
record OutboxRow(
        EventRecord record,
        @Nullable String traceparent,
        long transaction,
        @Nullable Instant reconciledAt) {

    /** Empty for what else the slot carries: the relay's own heartbeats. */
    static Optional<OutboxRow> in(SourceRecord change) {
        if (!(change.value() instanceof Struct envelope) || envelope.schema().field("after") == null) {
            return Optional.empty();
        }
        Struct source = envelope.getStruct("source");
        Struct row = envelope.getStruct("after");
        if (row == null || !source.getString("table").equals("outbox")) {
            return Optional.empty();
        }
        EventRecord record = new EventRecord(
                row.getString("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getString("payload"),
                sourceOf(source.getString("schema")),
                row.getString("created_at"));
        return Optional.of(new OutboxRow(record, row.getString("traceparent"), row.getInt64("transaction_id"), null));
    }

    /** What the CloudEvent names as its source. */
    static String sourceOf(String schema) {
        return "/tailback/" + schema;
    }

    ProducerRecord<String, byte[]> toSend() {
        ProducerRecord<String, byte[]> sent = record.toSend();
        if (reconciledAt != null) {
            EventHeaders.put(sent.headers(), EventHeaders.RECONCILED, reconciledAt.toString());
        }
        return sent;
    }

    /** The trace in which the row was written, and which its record continues. */
    Context trace() {
        return TraceParent.context(traceparent);
    }
}
