package dev.tailback.relay;

import dev.tailback.events.EventRecord;
import dev.tailback.events.telemetry.TraceParent;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A row that a stage added to its outbox, as the WAL tells of it. */
record OutboxRow(EventRecord record, @Nullable String traceparent) {

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
                "/tailback/" + source.getString("schema"),
                row.getString("created_at"));
        return Optional.of(new OutboxRow(record, row.getString("traceparent")));
    }

    /** The trace in which the row was written, and which its record continues. */
    Context trace() {
        return TraceParent.context(traceparent);
    }
}
