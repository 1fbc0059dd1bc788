package dev.tailback.catalog.carts;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.telemetry.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The carts and their items. */
@Component
class Carts {
    private static final String OPEN = "INSERT INTO carts (id, created_at) VALUES (:id, :now) ON CONFLICT DO NOTHING";
    private static final String FIND = "SELECT id, submitted_at, trace_id FROM carts WHERE id = :id";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String ITEMS =
            "SELECT sku, quantity, unit_price_cents FROM cart_items WHERE cart_id = :id ORDER BY sku";
    private static final String PUT_ITEM = """
            INSERT INTO cart_items (cart_id, sku, quantity, unit_price_cents)
            VALUES (:id, :sku, :quantity, :price)
            ON CONFLICT (cart_id, sku)
            DO UPDATE SET quantity = excluded.quantity, unit_price_cents = excluded.unit_price_cents""";
    private static final String SUBMIT = "UPDATE carts SET submitted_at = :now, trace_id = :trace WHERE id = :id";

    private final Database database;

    Carts(Database database) {
        this.database = database;
    }

    /** False if there is a cart of that id already. */
    boolean open(OrderId id, Instant now) {
        return database.run(
                "INSERT",
                "carts",
                OPEN,
                statement -> statement
                                .param("id", id.value())
                                .param("now", Timestamp.from(now))
                                .update()
                        == 1);
    }

    Optional<Cart> find(OrderId id) {
        return read(FIND, id);
    }

    /** The cart, which nobody else can change until the transaction ends. */
    Optional<Cart> lock(OrderId id) {
        return read(LOCK, id);
    }

    void put(OrderId id, Line line) {
        database.run(
                "INSERT",
                "cart_items",
                PUT_ITEM,
                statement -> statement
                        .param("id", id.value())
                        .param("sku", line.sku().value())
                        .param("quantity", line.quantity())
                        .param("price", line.unitPrice().cents())
                        .update());
    }

    void submit(OrderId id, Instant now, String traceId) {
        database.run(
                "UPDATE",
                "carts",
                SUBMIT,
                statement -> statement
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .param("trace", traceId)
                        .update());
    }

    private Optional<Cart> read(String sql, OrderId id) {
        Optional<Cart> empty = database.run(
                "SELECT",
                "carts",
                sql,
                statement -> statement
                        .param("id", id.value())
                        .query((row, number) -> new Cart(
                                id, instant(row.getTimestamp("submitted_at")), row.getString("trace_id"), List.of()))
                        .optional());
        return empty.map(cart -> cart.holding(items(id)));
    }

    private List<Line> items(OrderId id) {
        return database.run(
                "SELECT",
                "cart_items",
                ITEMS,
                statement ->
                        statement.param("id", id.value()).query(Carts::line).list());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                new Sku(row.getString("sku")), row.getInt("quantity"), Money.ofCents(row.getLong("unit_price_cents")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
