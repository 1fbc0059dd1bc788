package dev.tailback.checkout.orders;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tailback.events.Card;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The orders of this shop. */
@Component
class Orders {
    private static final String COLUMNS =
            "id, state, reason, total_cents, card, traceparent, placed_at, patience_ends, ended_at";
    private static final String ADD = """
        INSERT INTO orders (%1$s)
        SELECT %1$s
        FROM unnest(:ids, :states, :reasons, :totals, :cards, :traces, :placed, :patience, :ended) AS row (%1$s)
        ORDER BY id
        ON CONFLICT DO NOTHING\
        """.formatted(COLUMNS);
    private static final String FIND = "SELECT " + COLUMNS + " FROM orders WHERE id = ANY (:ids) ORDER BY id";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LOCK_STALLED = """
        SELECT %s FROM orders WHERE ended_at IS NULL AND patience_ends <= :before
        ORDER BY patience_ends LIMIT :most FOR UPDATE SKIP LOCKED\
        """.formatted(COLUMNS);
    private static final String OPEN = """
        SELECT state, count(*) AS orders, min(placed_at) AS oldest
        FROM (SELECT state, placed_at FROM orders WHERE ended_at IS NULL ORDER BY patience_ends LIMIT :most) AS open
        GROUP BY state\
        """;
    // Those found reserved are asked for again: the process that asked before may have died of it.
    private static final String RESERVE = """
        UPDATE orders SET state = 'reserved'
        FROM (SELECT id FROM orders WHERE id = ANY (:ids) AND ended_at IS NULL ORDER BY id FOR UPDATE) AS open
        WHERE orders.id = open.id
        RETURNING orders.id\
        """;
    private static final String END = """
        UPDATE orders SET state = row.state, reason = row.reason, ended_at = row.ended_at
        FROM unnest(:ids, :states, :reasons, :ended) AS row (id, state, reason, ended_at)
        WHERE orders.id = row.id\
        """;

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    void add(List<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        int added = database.run(
                "INSERT",
                "orders",
                ADD,
                statement -> statement
                        .param("ids", ids(orders))
                        .param(
                                "states",
                                Column.of("text", orders, order -> order.state().text()))
                        .param("reasons", Column.of("text", orders, Order::reason))
                        .param(
                                "totals",
                                Column.of(
                                        "bigint", orders, order -> order.total().cents()))
                        .param("cards", Column.of("text", orders, Orders::cardNumber))
                        .param("traces", Column.of("text", orders, Order::traceparent))
                        .param("placed", times(orders, Order::placedAt))
                        .param("patience", times(orders, Order::patienceEnds))
                        .param("ended", times(orders, Order::endedAt))
                        .update());
        if (added < orders.size()) {
            throw new ConcurrencyFailureException("of " + orders.size() + " orders to place, " + (orders.size() - added)
                    + " were placed by another instance meanwhile");
        }
    }

    Map<OrderId, Order> find(Collection<OrderId> ids) {
        return read(FIND, ids);
    }

    /** The orders, which nobody else can change until the transaction ends. Rows are locked in the order of their id. */
    Map<OrderId, Order> lock(Collection<OrderId> ids) {
        return read(LOCK, ids);
    }

    /** Those that should have ended by then, and that nobody is working at. */
    Map<OrderId, Order> lockStalled(Instant before, int most) {
        return byId(database.run(
                "SELECT",
                "orders",
                LOCK_STALLED,
                statement -> statement
                        .param("before", Timestamp.from(before))
                        .param("most", most)
                        .query(Orders::order)
                        .list()));
    }

    /** By state, those that have not ended; counts up to that many. */
    Map<OrderState, Open> open(int most) {
        Map<OrderState, Open> open = new EnumMap<>(OrderState.class);
        database.run(
                "SELECT",
                "orders",
                OPEN,
                statement -> statement
                        .param("most", most)
                        .query((row, number) -> open.put(
                                OrderState.of(row.getString("state")),
                                new Open(
                                        row.getLong("orders"),
                                        row.getTimestamp("oldest").toInstant())))
                        .list());
        return open;
    }

    /** Orders that have not ended, and when the oldest of them was placed. */
    record Open(long orders, Instant oldest) {}

    /** Writes down that the provider will be asked, and returns the orders for which it may be: they have not ended. */
    Set<OrderId> reserve(Collection<OrderId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return database
                .run(
                        "UPDATE",
                        "orders",
                        RESERVE,
                        statement -> statement
                                .param("ids", idColumn(ids))
                                .query(UUID.class)
                                .list())
                .stream()
                .map(OrderId::new)
                .collect(toUnmodifiableSet());
    }

    void end(List<Order> ended) {
        if (ended.isEmpty()) {
            return;
        }
        database.run(
                "UPDATE",
                "orders",
                END,
                statement -> statement
                        .param("ids", ids(ended))
                        .param(
                                "states",
                                Column.of("text", ended, order -> order.state().text()))
                        .param("reasons", Column.of("text", ended, Order::reason))
                        .param("ended", times(ended, Order::endedAt))
                        .update());
    }

    private Map<OrderId, Order> read(String sql, Collection<OrderId> ids) {
        return byId(database.run(
                "SELECT",
                "orders",
                sql,
                statement -> statement
                        .param("ids", idColumn(ids))
                        .query(Orders::order)
                        .list()));
    }

    private static Map<OrderId, Order> byId(List<Order> orders) {
        return orders.stream().collect(toUnmodifiableMap(Order::id, Function.identity()));
    }

    private static SqlArrayValue ids(List<Order> orders) {
        return Column.of("uuid", orders, order -> order.id().value());
    }

    private static SqlArrayValue idColumn(Collection<OrderId> ids) {
        return new SqlArrayValue("uuid", ids.stream().map(OrderId::value).toArray());
    }

    private static SqlArrayValue times(List<Order> orders, Function<Order, @Nullable Instant> time) {
        return Column.of("timestamptz", orders, order -> {
            Instant at = time.apply(order);
            return at == null ? null : Timestamp.from(at);
        });
    }

    private static @Nullable String cardNumber(Order order) {
        return order.card() == null ? null : order.card().number();
    }

    private static Order order(ResultSet row, int number) throws SQLException {
        String card = row.getString("card");
        Timestamp ended = row.getTimestamp("ended_at");
        return new Order(
                new OrderId(row.getObject("id", UUID.class)),
                OrderState.of(row.getString("state")),
                row.getString("reason"),
                Money.ofCents(row.getLong("total_cents")),
                card == null ? null : new Card(card),
                row.getString("traceparent"),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("patience_ends").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
