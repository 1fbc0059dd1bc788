package dev.tailback.flowalerts.store.search;

import dev.tailback.flowalerts.store.row.Text;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A query's conditions in SQL, and their values in the same order. */
public final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private Where() {}

    static Where of(SpanQuery query) {
        Where where = new Where();
        if (query.trace() != null) {
            where.add(
                    "trace_id = ?", new UUID(query.trace().high(), query.trace().low()));
        }
        where.addText("order_id = ?", query.order());
        where.addText("service = ?", query.service());
        where.addText("operation = ?", query.operation());
        if (query.status() != null) {
            where.add("status = ?", query.status().word());
            // Only so the planner knows which half of the table it may leave out.
            where.add("outcome = ?", query.status().outcome().word());
        }
        if (query.minDuration() != null) {
            where.add("duration_ms >= ?", query.minDuration().toNanos() / 1e6);
        }
        query.attributes().forEach((key, value) -> {
            // Of a list any value may be meant; what is in one is text or looks like it.
            where.conditions.add("CASE jsonb_typeof(metadata->'attributes'->?)"
                    + " WHEN 'array' THEN metadata->'attributes'->? ?? ?"
                    + " ELSE metadata->'attributes'->>? = ? END");
            where.values.addAll(List.of(key, key, value, key, value));
        });
        if (query.from() != null) {
            where.add("started_at >= ?", Timestamp.from(query.from()));
        }
        if (query.to() != null) {
            where.add("started_at < ?", Timestamp.from(query.to()));
        }
        if (query.after() != null) {
            where.addAfter(query.after());
        }
        return where;
    }

    private void addText(String condition, @Nullable String value) {
        if (value != null) {
            add(condition, Text.storable(value));
        }
    }

    private void add(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    private void addAfter(PageEnd after) {
        String start = "timestamptz 'epoch' + ? * interval '1 microsecond'";
        add("started_at <= " + start, after.startMicros());
        conditions.add("(started_at < " + start + " OR (trace_id, span_id) > (?, ?))");
        values.add(after.startMicros());
        values.add(new UUID(after.trace().high(), after.trace().low()));
        values.add(ByteBuffer.allocate(Long.BYTES).putLong(after.span()).array());
    }

    String sql() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }

    /** Returns the number of the first parameter after these. */
    int bind(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (Object value : values) {
            statement.setObject(index++, value);
        }
        return index;
    }
}
