package dev.tailback.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the outboxes have been compared with Kafka: every row that the snapshot sees is there. The records of all
 * other rows are at these offsets or behind them.
 */
record Watermark(Snapshot snapshot, Map<TopicPartition, Long> offsets) {
    private static final Watermark START = new Watermark(Snapshot.NONE, Map.of());

    private static final String FIND = "SELECT snapshot, partitions, offsets FROM relay.reconciled";

    private static final String KEEP = """
            INSERT INTO relay.reconciled (snapshot, partitions, offsets, reconciled_at)
            VALUES (?::pg_snapshot, ?, ?, now())
            ON CONFLICT (one) DO UPDATE SET snapshot = excluded.snapshot, partitions = excluded.partitions,
              offsets = excluded.offsets, reconciled_at = excluded.reconciled_at""";

    Watermark {
        offsets = Map.copyOf(offsets);
    }

    static Watermark find(Connection database) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(FIND);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new Watermark(Snapshot.of(row.getString(1)), offsets(row)) : START;
        }
    }

    private static Map<TopicPartition, Long> offsets(ResultSet row) throws SQLException {
        String[] partitions = (String[]) row.getArray(2).getArray();
        Long[] offsets = (Long[]) row.getArray(3).getArray();
        Map<TopicPartition, Long> found = new HashMap<>();
        for (int index = 0; index < partitions.length; index++) {
            found.put(partition(partitions[index]), offsets[index]);
        }
        return found;
    }

    /** To be called with the session of the lead: only the leader's word counts. */
    void keep(Connection lead) throws SQLException {
        List<Map.Entry<TopicPartition, Long>> places = List.copyOf(offsets.entrySet());
        Object[] partitions =
                places.stream().map(place -> place.getKey().toString()).toArray();
        Object[] positions = places.stream().map(Map.Entry::getValue).toArray();
        try (PreparedStatement statement = lead.prepareStatement(KEEP)) {
            statement.setString(1, snapshot.toString());
            statement.setArray(2, lead.createArrayOf("text", partitions));
            statement.setArray(3, lead.createArrayOf("bigint", positions));
            statement.executeUpdate();
        }
    }

    /** {@code topic-partition}, as Kafka writes it; a topic's own name may hold such a dash too. */
    private static TopicPartition partition(String text) {
        int dash = text.lastIndexOf('-');
        return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }
}
