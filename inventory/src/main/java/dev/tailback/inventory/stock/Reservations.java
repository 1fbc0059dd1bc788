package dev.tailback.inventory.stock;

import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** What is set aside for which order, and which orders must not have anything set aside any more. */
@Component
final class Reservations {
    private static final String ADD = """
        INSERT INTO reservations (order_id, sku, quantity)
        SELECT * FROM unnest(:orders, :skus, :quantities)\
        """;
    private static final String DISSOLVE =
            "DELETE FROM reservations WHERE order_id = ANY (:orders) RETURNING order_id, sku, quantity, sold";
    private static final String SELL = "UPDATE reservations SET sold = true WHERE order_id = ANY (:orders)";
    private static final String CLOSE = """
        INSERT INTO ended_orders (order_id, noted_at)
        SELECT id, :now FROM unnest(:orders) AS id ORDER BY id
        ON CONFLICT DO NOTHING\
        """;
    private static final String FORGET = """
        DELETE FROM ended_orders WHERE order_id IN (
          SELECT order_id FROM ended_orders WHERE noted_at < :before ORDER BY noted_at LIMIT :most)\
        """;

    private static final String CLOSED = "SELECT order_id FROM ended_orders WHERE order_id = ANY (:orders)";

    private final Database database;

    Reservations(Database database) {
        this.database = database;
    }

    void add(Map<OrderId, Map<Sku, Long>> reservations) {
        List<OrderId> orders = new ArrayList<>();
        List<Sku> skus = new ArrayList<>();
        List<Integer> quantities = new ArrayList<>();
        reservations.forEach((order, lines) -> lines.forEach((sku, quantity) -> {
            orders.add(order);
            skus.add(sku);
            quantities.add(Math.toIntExact(quantity));
        }));
        if (orders.isEmpty()) {
            return;
        }
        database.run(
                "INSERT",
                "reservations",
                ADD,
                statement -> statement
                        .param("orders", Column.of("uuid", orders, OrderId::value))
                        .param("skus", Stock.skuColumn(skus))
                        .param("quantities", new SqlArrayValue("int", quantities.toArray()))
                        .update());
    }

    /** What is set aside for these orders stays theirs. */
    void sell(Collection<OrderId> orders) {
        if (!orders.isEmpty()) {
            database.run(
                    "UPDATE",
                    "reservations",
                    SELL,
                    statement -> statement
                            .param("orders", Column.of("uuid", orders, OrderId::value))
                            .update());
        }
    }

    /**
     * Ends the reservations of these orders and returns what they held; an order that held nothing is not in it.
     *
     * @throws IllegalStateException if one of them was sold: whoever says that it was undone after that is wrong
     */
    Map<OrderId, Map<Sku, Long>> dissolve(Collection<OrderId> orders) {
        Map<OrderId, Map<Sku, Long>> held = new HashMap<>();
        if (!orders.isEmpty()) {
            database.run("DELETE", "reservations", DISSOLVE, statement -> {
                statement
                        .param("orders", Column.of("uuid", orders, OrderId::value))
                        .query(row -> {
                            OrderId id = new OrderId(row.getObject("order_id", UUID.class));
                            if (row.getBoolean("sold")) {
                                throw new IllegalStateException(
                                        "order " + id + " was confirmed; what it bought is not given back");
                            }
                            held.computeIfAbsent(id, order -> new TreeMap<>())
                                    .put(new Sku(row.getString("sku")), row.getLong("quantity"));
                        });
                return held;
            });
        }
        return held;
    }

    /** Nothing will be set aside for these any more. */
    void close(Collection<OrderId> orders, Instant now) {
        if (!orders.isEmpty()) {
            database.run(
                    "INSERT",
                    "ended_orders",
                    CLOSE,
                    statement -> statement
                            .param("orders", Column.of("uuid", orders, OrderId::value))
                            .param("now", Timestamp.from(now))
                            .update());
        }
    }

    /** Forgets the oldest of those that were closed before that time; returns how many. */
    int forgetClosed(Instant before, int most) {
        return database.run(
                "DELETE",
                "ended_orders",
                FORGET,
                statement -> statement
                        .param("before", Timestamp.from(before))
                        .param("most", most)
                        .update());
    }

    Set<OrderId> closed(Collection<OrderId> orders) {
        Set<OrderId> closed = new HashSet<>();
        if (!orders.isEmpty()) {
            database.run(
                            "SELECT",
                            "ended_orders",
                            CLOSED,
                            statement -> statement
                                    .param("orders", Column.of("uuid", orders, OrderId::value))
                                    .query(UUID.class)
                                    .list())
                    .forEach(id -> closed.add(new OrderId(id)));
        }
        return closed;
    }
}
