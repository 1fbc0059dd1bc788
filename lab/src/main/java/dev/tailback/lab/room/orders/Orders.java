package dev.tailback.lab.room.orders;

import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest orders, in the tables of catalog and checkout. Ids are UUIDv7, so the newest are found by the primary keys,
 * also among millions.
 */
final class Orders {
    static final int MOST = 60;
    private static final int LONGEST_MILLIS = 2_000;

    /** Among so many of the newest a part of a trace id is looked for, which has no index. */
    private static final String FIND = """
            WITH taken AS (
              SELECT id, submitted_at, trace_id FROM catalog.carts
              WHERE submitted_at IS NOT NULL AND id BETWEEN ? AND ?
              ORDER BY id DESC LIMIT ?),
            known AS (
              SELECT id, state, reason, total_cents, placed_at, patience_ends, ended_at,
                     split_part(traceparent, '-', 2) AS trace_id
              FROM checkout.orders WHERE id BETWEEN ? AND ? %s
              ORDER BY id DESC LIMIT ?),
            found AS (
              SELECT coalesce(known.id, taken.id) AS id, coalesce(state, 'accepted') AS state, reason, total_cents,
                     submitted_at, placed_at, patience_ends, ended_at, coalesce(taken.trace_id, known.trace_id) AS trace_id
              FROM known FULL JOIN taken USING (id))
            SELECT * FROM found WHERE %s ORDER BY id DESC LIMIT %d""";

    private static final int AMONG = 5_000;

    private final ShopServer server;

    Orders(ShopServer server) {
        this.server = server;
    }

    List<FoundOrder> find(Search search) throws IOException {
        String known = switch (search.states()) {
            case ANY -> "";
            case OPEN -> "AND ended_at IS NULL";
            case CONFIRMED -> "AND state = 'confirmed'";
            case FAILED -> "AND state IN ('failed', 'cancelled', 'rejected')";
        };
        String shown = switch (search.states()) {
            case ANY -> "true";
            case OPEN ->
                "ended_at IS NULL AND (state <> 'accepted' OR NOT EXISTS ("
                        + "SELECT FROM checkout.orders WHERE orders.id = found.id))";
            case CONFIRMED, FAILED -> "state <> 'accepted'";
        };
        int among = search.trace().isEmpty() ? MOST : AMONG;
        String sql = FIND.formatted(known, "(" + shown + ") AND trace_id LIKE ?", MOST);
        try (Connection connection = server.connect("tailback orders")) {
            try (Statement patience = connection.createStatement()) {
                patience.execute("SET statement_timeout = " + LONGEST_MILLIS);
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, search.lowest());
                statement.setObject(2, search.highest());
                statement.setInt(3, among);
                statement.setObject(4, search.lowest());
                statement.setObject(5, search.highest());
                statement.setInt(6, among);
                statement.setString(7, search.trace() + "%");
                return read(statement);
            }
        } catch (SQLException away) {
            throw new Refusal("the orders cannot be read: " + away.getMessage(), away);
        }
    }

    Optional<FoundOrder> find(UUID id) throws IOException {
        return find(new Search(id, id, "", Search.States.ANY)).stream().findFirst();
    }

    private static List<FoundOrder> read(PreparedStatement statement) throws SQLException {
        List<FoundOrder> orders = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                orders.add(new FoundOrder(
                        row.getObject("id", UUID.class),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getObject("total_cents", Long.class),
                        instant(row.getTimestamp("submitted_at")),
                        instant(row.getTimestamp("placed_at")),
                        instant(row.getTimestamp("patience_ends")),
                        instant(row.getTimestamp("ended_at")),
                        row.getString("trace_id")));
            }
        }
        return orders;
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
