package dev.tailback.checkout.orders;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.telemetry.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The orders of this shop. */
@Component
class Orders {
    private static final String PLACE = """
            INSERT INTO orders (id, state, total_cents, trace_id, placed_at)
            SELECT id, 'placed', total_cents, trace_id, placed_at
            FROM unnest(:ids, :totals, :traces, :placed) AS row (id, total_cents, trace_id, placed_at)
            ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING id""";
    private static final String FIND = """
            SELECT id, state, total_cents, trace_id, placed_at, ended_at
            FROM orders WHERE id = ANY (:ids) ORDER BY id""";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String END = """
            UPDATE orders SET state = row.state, ended_at = row.ended_at
            FROM unnest(:ids, :states, :ended) AS row (id, state, ended_at)
            WHERE orders.id = row.id""";

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    /** Places those that are not placed yet and returns their ids. */
    Set<OrderId> place(List<Order> orders) {
        return database
                .run(
                        "INSERT",
                        "orders",
                        PLACE,
                        statement -> statement
                                .param(
                                        "ids",
                                        column(
                                                "uuid",
                                                orders,
                                                order -> order.id().value()))
                                .param(
                                        "totals",
                                        column(
                                                "bigint",
                                                orders,
                                                order -> order.total().cents()))
                                .param("traces", column("text", orders, Order::traceId))
                                .param(
                                        "placed",
                                        column("timestamptz", orders, order -> Timestamp.from(order.placedAt())))
                                .query(UUID.class)
                                .list())
                .stream()
                .map(OrderId::new)
                .collect(toUnmodifiableSet());
    }

    Map<OrderId, Order> find(Collection<OrderId> ids) {
        return read(FIND, ids);
    }

    /** The orders, which nobody else can change until the transaction ends. Rows are locked in the order of their id. */
    Map<OrderId, Order> lock(Collection<OrderId> ids) {
        return read(LOCK, ids);
    }

    void end(List<Order> ended) {
        database.run(
                "UPDATE",
                "orders",
                END,
                statement -> statement
                        .param("ids", column("uuid", ended, order -> order.id().value()))
                        .param(
                                "states",
                                column("text", ended, order -> order.state().text()))
                        .param("ended", column("timestamptz", ended, Orders::endedAt))
                        .update());
    }

    private Map<OrderId, Order> read(String sql, Collection<OrderId> ids) {
        Object[] values = ids.stream().map(OrderId::value).toArray();
        return database
                .run(
                        "SELECT",
                        "orders",
                        sql,
                        statement -> statement
                                .param("ids", new SqlArrayValue("uuid", values))
                                .query(Orders::order)
                                .list())
                .stream()
                .collect(toUnmodifiableMap(Order::id, Function.identity()));
    }

    private static SqlArrayValue column(String type, List<Order> orders, Function<Order, @Nullable Object> value) {
        return new SqlArrayValue(type, orders.stream().map(value).toArray());
    }

    private static @Nullable Timestamp endedAt(Order order) {
        return order.endedAt() == null ? null : Timestamp.from(order.endedAt());
    }

    private static Order order(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Order(
                new OrderId(row.getObject("id", UUID.class)),
                OrderState.of(row.getString("state")),
                Money.ofCents(row.getLong("total_cents")),
                row.getString("trace_id"),
                row.getTimestamp("placed_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
