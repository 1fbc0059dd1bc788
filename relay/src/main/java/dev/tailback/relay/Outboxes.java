package dev.tailback.relay;

import dev.tailback.events.EventRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outboxes of all stages, as tables. */
final class Outboxes {
    private static final String SCHEMAS =
            "SELECT schemaname FROM pg_publication_tables WHERE pubname = 'outbox' AND tablename = 'outbox' ORDER BY 1";

    private static final String BETWEEN = """
            SELECT id FROM %s.outbox
            WHERE (transaction_id >= ? OR transaction_id = ANY (?))
              AND transaction_id < ? AND transaction_id <> ALL (?)""";

    private static final String ROWS = """
            SELECT id, topic, key, type, payload, traceparent, created_at, transaction_id
            FROM %s.outbox WHERE id = ANY (?) ORDER BY id""";

    private static final String NEWER = """
            SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)
            FROM (SELECT created_at FROM %s.outbox WHERE transaction_id > ? ORDER BY transaction_id LIMIT ?) AS newer""";

    private final Connection database;

    Outboxes(Connection database) {
        this.database = database;
    }

    List<String> schemas() throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(SCHEMAS);
                ResultSet rows = statement.executeQuery()) {
            List<String> schemas = new ArrayList<>();
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
            return schemas;
        }
    }

    interface Taker {
        void take(List<UUID> ids) throws SQLException;
    }

    /** Hands over, in portions, the ids of one outbox that the later snapshot sees and the earlier one does not. */
    void between(String schema, Snapshot earlier, Snapshot later, int portion, Taker taker) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(BETWEEN.formatted(schema))) {
            statement.setLong(1, earlier.next());
            statement.setArray(2, bigints(earlier.inProgress()));
            statement.setLong(3, later.next());
            statement.setArray(4, bigints(later.inProgress()));
            statement.setFetchSize(portion);
            try (ResultSet rows = statement.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                    if (ids.size() == portion) {
                        taker.take(ids);
                        ids.clear();
                    }
                }
                if (!ids.isEmpty()) {
                    taker.take(ids);
                }
            }
        }
    }

    /** In the order of their ids. */
    List<OutboxRow> rows(String schema, List<UUID> ids, Instant reconciledAt) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(ROWS.formatted(schema))) {
            statement.setArray(1, database.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                List<OutboxRow> found = new ArrayList<>(ids.size());
                while (rows.next()) {
                    found.add(row(rows, schema, reconciledAt));
                }
                return found;
            }
        }
    }

    private static OutboxRow row(ResultSet row, String schema, Instant reconciledAt) throws SQLException {
        EventRecord record = new EventRecord(
                row.getString("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getString("payload"),
                OutboxRow.sourceOf(schema),
                row.getObject("created_at", OffsetDateTime.class).toInstant().toString());
        return new OutboxRow(record, row.getString("traceparent"), row.getLong("transaction_id"), reconciledAt);
    }

    /** What was written by transactions after that one; counts up to the limit only. */
    Waiting newerThan(long transaction, int limit) throws SQLException {
        Waiting newer = Waiting.NONE;
        for (String schema : schemas()) {
            try (PreparedStatement statement = database.prepareStatement(NEWER.formatted(schema))) {
                statement.setLong(1, transaction);
                statement.setLong(2, limit - newer.rows());
                try (ResultSet row = statement.executeQuery()) {
                    newer = row.next() ? newer.and(row.getLong(1), row.getDouble(2)) : newer;
                }
            }
        }
        return newer;
    }

    private java.sql.Array bigints(List<Long> values) throws SQLException {
        return database.createArrayOf("bigint", values.toArray());
    }
}
