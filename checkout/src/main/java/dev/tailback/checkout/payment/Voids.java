package dev.tailback.checkout.payment;

import dev.tailback.events.OrderId;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The orders for which nothing may stay authorised. */
@Component
public class Voids {
    private static final String ADD = """
        INSERT INTO voids (order_id, due_since, next_attempt_at)
        SELECT id, :now, :now FROM unnest(:orders) AS id ORDER BY id
        ON CONFLICT DO NOTHING\
        """;
    /** The next attempt is settled before this one is made: lease and backoff (1 s doubling to 30 s) in one. */
    private static final String TAKE = """
        UPDATE voids SET attempts = attempts + 1,
          next_attempt_at = cast(:now AS timestamptz) + least(30, 2 ^ least(attempts, 5)) * interval '1 second'
        FROM orders
        WHERE orders.id = voids.order_id AND voids.order_id IN (
          SELECT order_id FROM voids WHERE voided_at IS NULL AND next_attempt_at <= :now
          ORDER BY next_attempt_at LIMIT :most FOR UPDATE SKIP LOCKED)
        RETURNING voids.order_id, voids.attempts, orders.traceparent\
        """;

    private static final String VOIDED =
            "UPDATE voids SET voided_at = :now WHERE order_id = ANY (:orders) AND voided_at IS NULL";

    private static final String FORGET = """
        DELETE FROM voids WHERE order_id IN (
          SELECT order_id FROM voids WHERE voided_at < :before ORDER BY voided_at LIMIT :most)\
        """;

    private final Database database;

    Voids(Database database) {
        this.database = database;
    }

    /** To be called in the transaction that ends the orders. */
    public void add(Collection<OrderId> orders, Instant now) {
        if (!orders.isEmpty()) {
            database.run(
                    "INSERT",
                    "voids",
                    ADD,
                    statement -> statement
                            .param("orders", Column.of("uuid", orders, OrderId::value))
                            .param("now", Timestamp.from(now))
                            .update());
        }
    }

    record Due(OrderId order, int attempts, @Nullable String traceparent) {}

    List<Due> take(int most, Instant now) {
        return database.run(
                "UPDATE",
                "voids",
                TAKE,
                statement -> statement
                        .param("now", Timestamp.from(now))
                        .param("most", most)
                        .query(Voids::due)
                        .list());
    }

    void voided(Collection<OrderId> orders, Instant now) {
        if (!orders.isEmpty()) {
            database.run(
                    "UPDATE",
                    "voids",
                    VOIDED,
                    statement -> statement
                            .param("orders", Column.of("uuid", orders, OrderId::value))
                            .param("now", Timestamp.from(now))
                            .update());
        }
    }

    /** Forgets the oldest of those that the provider confirmed before that time; returns how many. */
    int forgetVoided(Instant before, int most) {
        return database.run(
                "DELETE",
                "voids",
                FORGET,
                statement -> statement
                        .param("before", Timestamp.from(before))
                        .param("most", most)
                        .update());
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                new OrderId(row.getObject("order_id", UUID.class)),
                row.getInt("attempts"),
                row.getString("traceparent"));
    }
}
