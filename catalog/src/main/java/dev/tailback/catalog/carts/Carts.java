package dev.tailback.catalog.carts;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The carts and their items. */
@Component
class Carts {
    private static final String OPEN = "INSERT INTO carts (id, created_at) VALUES (:id, :now) ON CONFLICT DO NOTHING";
    private static final String FIND = "SELECT id, submitted_at, trace_id, outcome, reason FROM carts WHERE id = :id";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String ITEMS =
            "SELECT sku, quantity, unit_price_cents FROM cart_items WHERE cart_id = :id ORDER BY sku";
    private static final String PUT_ITEM = """
        INSERT INTO cart_items (cart_id, sku, quantity, unit_price_cents)
        VALUES (:id, :sku, :quantity, :price)
        ON CONFLICT (cart_id, sku)
        DO UPDATE SET quantity = excluded.quantity, unit_price_cents = excluded.unit_price_cents\
        """;
    private static final String REMOVE_ITEM = "DELETE FROM cart_items WHERE cart_id = :id AND sku = :sku";
    private static final String SUBMIT = "UPDATE carts SET submitted_at = :now, trace_id = :trace WHERE id = :id";
    private static final String END = """
        UPDATE carts SET outcome = ended.outcome, reason = ended.reason
        FROM unnest(:ids, :outcomes, :reasons) AS ended (id, outcome, reason)
        WHERE carts.id = ended.id AND carts.outcome IS NULL
        RETURNING carts.id\
        """;
    private static final String QUANTITIES = """
        SELECT sku, sum(quantity) AS quantity FROM cart_items WHERE cart_id = ANY(:ids) GROUP BY sku\
        """;

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

    void remove(OrderId id, Sku sku) {
        database.run(
                "DELETE",
                "cart_items",
                REMOVE_ITEM,
                statement -> statement
                        .param("id", id.value())
                        .param("sku", sku.value())
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

    /** Writes down outcomes, at most one for a cart, and returns those carts that are ours and had none yet. */
    Set<OrderId> end(List<CartOutcome> outcomes) {
        return database.run(
                "UPDATE",
                "carts",
                END,
                statement -> statement
                        .param(
                                "ids",
                                Column.of(
                                        "uuid",
                                        outcomes,
                                        outcome -> outcome.order().value()))
                        .param(
                                "outcomes",
                                Column.of(
                                        "text",
                                        outcomes,
                                        outcome -> outcome.status().text()))
                        .param("reasons", Column.of("text", outcomes, CartOutcome::reason))
                        .query((row, number) -> new OrderId(row.getObject("id", UUID.class)))
                        .set());
    }

    /** How many of each product the carts hold together. */
    Map<Sku, Long> quantitiesIn(List<OrderId> carts) {
        Map<Sku, Long> quantities = new HashMap<>();
        database.run(
                "SELECT",
                "cart_items",
                QUANTITIES,
                statement -> statement
                        .param("ids", Column.of("uuid", carts, OrderId::value))
                        .query((row, number) -> quantities.put(new Sku(row.getString("sku")), row.getLong("quantity")))
                        .list());
        return quantities;
    }

    private Optional<Cart> read(String sql, OrderId id) {
        Optional<Cart> empty = database.run(
                "SELECT",
                "carts",
                sql,
                statement -> statement
                        .param("id", id.value())
                        .query((row, number) -> cart(id, row))
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

    private static Cart cart(OrderId id, ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Cart(
                id,
                instant(row.getTimestamp("submitted_at")),
                row.getString("trace_id"),
                outcome == null ? null : new CartOutcome(id, CartStatus.of(outcome), row.getString("reason")),
                List.of());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                new Sku(row.getString("sku")), row.getInt("quantity"), Money.ofCents(row.getLong("unit_price_cents")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
